"""The frame and the style of the HTML page; colours hold their contrast in light and dark."""

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="byline">{byline}</p>
<p class="legend">{legend}</p>
</header>
<main>
<article>
{article}
</article>
<aside aria-label="Facts">
<h2>{count} facts</h2>
{facts}
</aside>
</main>
</body>
</html>
"""

STYLE = """
:root { color-scheme: light dark; --ink: #1d2127; --soft: #5d6672; --paper: #fdfcf9;
  --card: #fff; --line: #e3e0d8; --lit: #fff3bf; --PER: #d0e3ff; --ORG: #d3f0d8;
  --LOC: #ffe3c7; --LAW: #e8dcfb; --PROG: #cfeef0; --EVENT: #ffd9e6; --ROLE: #e7edf5;
  --MONEY: #f9e79a; --QUANTITY: #efe7c9; --DATE: #e6e6e6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a2abb6;
  --paper: #16191d; --card: #1e2227; --line: #343a42; --lit: #4d4316; --PER: #1d3b66;
  --ORG: #1d4a2a; --LOC: #5c3a17; --LAW: #402a66; --PROG: #134a4d; --EVENT: #5c1f38;
  --ROLE: #333c48; --MONEY: #544607; --QUANTITY: #454024; --DATE: #3a3d42; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 82rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 1.06rem/1.65 Charter, "Iowan Old Style", Georgia, serif; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; max-width: 32em; }
h2 { font-size: 1.2rem; margin: 0 0 .8rem; }
h3 { font: 600 .78rem/1.3 system-ui, sans-serif; letter-spacing: .06em; margin: 1.4rem 0 .5rem;
  text-transform: uppercase; color: var(--soft); }
.byline, .legend, .notes, aside { font-family: system-ui, sans-serif; }
.byline { color: var(--soft); font-size: .9rem; margin: 0 0 .8rem; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1rem; font-size: .75rem; }
.legend span { border-radius: 1rem; padding: .1rem .6rem; }
main { display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr) minmax(0, 25rem); }
article { max-width: 42rem; }
article p { margin: 0 0 1em; }
mark { background: none; border-radius: .2em; color: inherit; padding: .05em .18em; }
.says { box-shadow: inset 0 -.08em var(--line); }
.says:target { background: var(--lit); scroll-margin: 30vh; }
aside { font-size: .88rem; line-height: 1.45; }
aside ul { list-style: none; margin: 0; padding: 0; }
aside li { background: var(--card); border: 1px solid var(--line); border-left-width: .3rem;
  border-radius: .4rem; margin: 0 0 .6rem; padding: .55rem .75rem; }
aside li:not(.factual) { border-left-style: dashed; }
aside li i { color: var(--soft); }
aside li a { color: var(--soft); display: -webkit-box; font-size: .82rem; overflow: hidden;
  text-decoration: none; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
aside li a:hover, aside li a:focus { color: var(--ink); text-decoration: underline; }
.notes { display: flex; flex-wrap: wrap; gap: .3rem; margin: .25rem 0; }
.notes span { background: var(--DATE); border-radius: .25rem; font-size: .76rem;
  padding: 0 .4rem; }
.PER, .Person { background: var(--PER); } .ORG, .Organization { background: var(--ORG); }
.LOC, .Place, .Facility { background: var(--LOC); } .LAW, .Legislation { background: var(--LAW); }
.PROG, .FundingInstrument, .Project { background: var(--PROG); }
.EVENT, .Event { background: var(--EVENT); } .ROLE, .Role { background: var(--ROLE); }
.MONEY { background: var(--MONEY); } .QUANTITY, .Topic { background: var(--QUANTITY); }
.DATE { background: var(--DATE); }
aside b { border-radius: .2em; font-weight: 600; padding: 0 .25em; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
@media print { body { font-size: 10pt; max-width: none; } aside li { break-inside: avoid; } }
"""
