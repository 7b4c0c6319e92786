#!/bin/sh
# Renders the sample policies to the formats in which policies are published.
# The results are committed: run this only when a sample changes.
#
#   testdata/formats/make.sh [NAME…]
#
# It needs pandoc, chromium, LibreOffice Writer, pdftotext (poppler-utils) and a
# Japanese font (fonts-ipafont-gothic). Of each sample NAME.md it makes
#
#   NAME.html               a page with navigation, a cookie banner, folded sections
#   NAME.docx               by pandoc: styles and automatic numbering of Word's own kind
#   NAME.libreoffice.docx   by LibreOffice, from OpenDocument
#   NAME.chromium.pdf       by Chromium, from the page as it is printed
#   NAME.libreoffice.pdf    by LibreOffice, from OpenDocument; of the samples that stand here alone
#   NAME.pdftotext.txt      the text of such a PDF (that of Chromium has no bullets in it: they are drawn)
#   NAME.layout.txt         the same with -layout
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
policies=../../corpus/policies
[ $# -gt 0 ] || set -- travel-shirasagi.ja club-harrowmere.en health-yuzurihadai retail-kamomezaka.ja saas-ostervane

office() { # FORMAT FILE: converts FILE into this directory
	soffice -env:UserInstallation="file://$tmp/office" --headless --convert-to "$1" --outdir "$tmp/out" "$2" >/dev/null 2>&1
}

for name in "$@"; do
	src=$name.md
	[ -f "$src" ] || src=$policies/$name.md
	cp "$src" "$tmp/$name.md"
	from=gfm+hard_line_breaks # as GitHub shows what people write in comments
	title=$(pandoc -f $from -t plain --wrap=none "$src" | sed -n '/./{p;q;}')
	case $name in
	*.en | saas-ostervane)
		words="lang=en nav1=Services nav2=Company nav3=Careers nav4=Contact nav5=Sitemap more=Details"
		cookie="This site uses cookies so that its pages work. By going on you agree to that."
		;;
	*)
		words="lang=ja nav1=サービス nav2=会社情報 nav3=採用 nav4=お問い合わせ nav5=サイトマップ more=詳細"
		cookie="このサイトはクッキーを使います。閲覧を続けると同意したものとみなします。"
		;;
	esac
	set -- # the variables of the page
	for w in $words; do set -- "$@" -V "$w"; done
	pandoc -f $from -t html5 --wrap=none --lua-filter accordion.lua --template page.html --metadata pagetitle="$title" -V cookie="$cookie" "$@" "$src" -o "$name.html"
	# One font keeps the file small. It has no bold: Chromium draws that itself.
	pandoc -f $from -t html5 -s --wrap=none --metadata pagetitle="$title" -H /dev/stdin "$src" -o "$tmp/print.html" <<-'END'
		<style>* { font-family: "IPAGothic" !important; }</style>
	END
	pandoc -f $from -t docx "$src" -o "$name.docx"
	pandoc -f $from -t odt "$src" -o "$tmp/$name.odt"
	office docx "$tmp/$name.odt"
	mv "$tmp/out/$name.docx" "$name.libreoffice.docx"
	office pdf "$tmp/$name.odt"
	mv "$tmp/out/$name.pdf" "$tmp/$name.pdf"
	pdftotext "$tmp/$name.pdf" "$name.pdftotext.txt"
	pdftotext -layout "$tmp/$name.pdf" "$name.layout.txt"
	[ ! -f "$name.md" ] || cp "$tmp/$name.pdf" "$name.libreoffice.pdf"
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$tmp/chromium" --no-pdf-header-footer \
		--print-to-pdf="$name.chromium.pdf" "file://$tmp/print.html" >/dev/null 2>&1
done
