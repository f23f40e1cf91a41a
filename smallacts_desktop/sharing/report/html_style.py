"""The style sheet of a report as a web page: light, dark and on paper."""

from string import Template

from smallacts_desktop.tokens import DARK, LIGHT, Tokens


def _colours(look: Tokens) -> str:
    return (
        f"--ground:{look.surface};--tint:{look.tint};--line:{look.line};--edge:{look.edge};"
        f"--ink:{look.ink};--soft:{look.ink_soft};--primary:{look.primary};--bar:{look.heat[3]}"
    )


STYLE = Template("""
:root{color-scheme:light dark;$paper}
@media screen and (prefers-color-scheme:dark){:root{$dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,"Segoe UI","Noto Sans",sans-serif}
main{max-width:64rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.2rem;color:var(--primary);margin:0 0 .6rem}
p{margin:0 0 .5rem;max-width:44rem;overflow-wrap:anywhere}
header{border-bottom:1px solid var(--line);margin-bottom:1.5rem;padding-bottom:1rem}
section{margin-bottom:2rem}
.soft,figcaption,caption{color:var(--soft)}
.name{font-size:1.2rem;font-weight:600}
.strong{font-weight:600}
.talk{background:var(--tint);border-inline-start:4px solid var(--primary);padding:1rem}
figure{margin:0 0 1rem;border-inline-start:4px solid var(--edge);padding-inline-start:1rem}
blockquote{margin:0}
svg{display:block;width:100%;max-width:35rem;height:auto;margin-bottom:.8rem;overflow:visible}
svg text{fill:var(--ink);font-size:14px}
svg .strong{font-weight:600}
.bar,.after{fill:var(--bar)}
.before{fill:var(--ground)}
.before,.after,.change{stroke:var(--bar);stroke-width:2.5}
.grid{stroke:var(--line)}
table{border-collapse:collapse;text-align:start}
caption{text-align:start;padding-bottom:.4rem}
th,td{padding:.35rem .7rem;border-bottom:1px solid var(--line);text-align:start;
vertical-align:top;overflow-wrap:break-word}
thead th{background:var(--tint);border-bottom:2px solid var(--edge)}
tbody th{font-weight:600}
.number{text-align:end}
.wide{overflow-x:auto}
.wide:focus-visible{outline:2px solid var(--primary);outline-offset:2px}
.entries tbody th,.entries td:nth-child(2){white-space:nowrap}
.entries td:last-child{white-space:pre-line;min-width:8rem}
@media print{
main{max-width:none;padding:0}
body{font-size:10pt}
.wide{overflow:visible}
thead{display:table-header-group}
tr,figure,svg{break-inside:avoid}
h2{break-after:avoid}
}
""").substitute(paper=_colours(LIGHT), dark=_colours(DARK))
