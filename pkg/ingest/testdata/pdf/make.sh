#!/bin/sh
# Makes the encrypted samples with qpdf (Debian: apt install qpdf). All of them
# show one line of Helvetica. password.pdf opens with a password only, the others
# with none, as files do that forbid printing.
set -e
cd "$(dirname "$0")"
plain=$(mktemp)
trap 'rm -f "$plain"' EXIT
cat >"$plain" <<'PDF'
%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Count 1/Kids[3 0 R]>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>
endobj
4 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>
endobj
5 0 obj
<</Length 70>>
stream
BT /F1 12 Tf 50 700 Td (We use your data to send the goods.) Tj ET    
endstream
endobj
trailer
<</Size 6/Root 1 0 R>>
PDF
make() { # file, user password, qpdf's options
	out=$1 user=$2
	shift 2
	qpdf --allow-weak-crypto --static-id --static-aes-iv --encrypt "$user" owner "$@" -- "$plain" "$out" 2>/dev/null || [ $? = 3 ] # 3: it mended the table
}
make password.pdf secret 128 --use-aes=y
make rc4.pdf "" 128 --use-aes=n --print=none
make aes128.pdf "" 128 --use-aes=y --print=none
make aes256.pdf "" 256 --print=none
