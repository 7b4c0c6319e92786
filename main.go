package main
import ("fmt";"os";"path/filepath";"strings"
"github.com/polcompare/polcompare/pkg/ingest"
"github.com/polcompare/polcompare/pkg/policy")
func main(){
 out:=os.Args[1]
 os.MkdirAll(out,0755)
 meta,_:=os.Create(filepath.Join(out,"META"))
 for _,p:=range os.Args[2:]{
  b,err:=os.ReadFile(p); if err!=nil{continue}
  f,err:=ingest.Read(p,b,ingest.Options{})
  if err!=nil{fmt.Fprintln(meta,p,err);continue}
  docs,err:=policy.Parse(f,policy.Options{})
  if err!=nil{fmt.Fprintln(meta,p,err);continue}
  w,_:=os.Create(filepath.Join(out,strings.ReplaceAll(strings.TrimPrefix(p,"/work/"),"/","_")))
  for _,d:=range docs{ policy.Dump(w,d)
   fmt.Fprintf(meta,"%s | %s | %q |",strings.TrimPrefix(d.ID,"/work/"),d.Company,d.Title)
   for _,t:=range d.Dates{fmt.Fprintf(meta," %s:%s",t.Role,t.Date)}
   fmt.Fprintln(meta)
  }
  w.Close()
 }
}
