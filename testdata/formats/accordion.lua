-- Folds each section of the second level under its heading, as pages do.
function Pandoc(doc)
  local out, open = pandoc.List(), false
  local function close()
    if open then out:insert(pandoc.RawBlock("html", "</div></details>")) end
    open = false
  end
  for _, b in ipairs(doc.blocks) do
    if b.t == "Header" and b.level <= 2 then close() end
    if b.t == "Header" and b.level == 2 then
      out:insert(pandoc.RawBlock("html", "<details><summary>"))
      out:insert(b)
      out:insert(pandoc.RawBlock("html", '</summary><div class="panel">'))
      open = true
    else
      out:insert(b)
    end
  end
  close()
  return pandoc.Pandoc(out, doc.meta)
end
