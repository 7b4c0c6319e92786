package render
import ("testing";"os";"strconv";"github.com/polcompare/polcompare/pkg/compare")
func TestDemo(t *testing.T){
 if os.Getenv("DEMO")=="" {t.Skip()}
 w,_:=strconv.Atoi(os.Getenv("W")); n,_:=strconv.Atoi(os.Getenv("N")); if n==0 {n=5}
 o:=Options{Width:w,Lang:os.Getenv("L"),Color:os.Getenv("C")!="",ASCII:os.Getenv("A")!="",Evidence:os.Getenv("E")!="",Transpose:Transpose(os.Getenv("T")),NoSummary:os.Getenv("NS")!=""}
 f,err:=ParseFormat(os.Getenv("DEMO")); if err!=nil{t.Fatal(err)}
 out,_:=os.Create(os.Getenv("OUT")); defer out.Close()
 ps:=policies()[:n]
 if os.Getenv("R")!="" { if err:=Results(out,ps,f,o);err!=nil{t.Fatal(err)}; return }
 if err:=Matrix(out,matrix(t,compare.Options{},ps...),f,o);err!=nil{t.Fatal(err)}
}
