/** The report's styles: light and dark by the reader's setting, one column on a phone, all open in print. */
export const style = `
:root{color-scheme:light dark;--bg:#fbfbfa;--card:#fff;--text:#1d2125;--soft:#57606a;--line:#d8dde2;--accent:#0a58b8;
--add:#e3f6e8;--addword:#9fe0b0;--del:#fdeaea;--delword:#f6b8b8;--create:#116329;--update:#7a4b00;--delete:#a40e26;--rename:#0a58b8;--blocked:#a40e26;
--k:#8a1f6b;--s:#0a5a36;--n:#7a4200;--c:#5b6470;--f:#0a4fa3}
@media(prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1c2024;--text:#e8eaed;--soft:#a6b0ba;--line:#383f47;--accent:#83b8ff;
--add:#11331d;--addword:#1f6a38;--del:#43191d;--delword:#8a2a33;--create:#6fd58b;--update:#f0bd62;--delete:#ff9a98;--rename:#83b8ff;--blocked:#ff9a98;
--k:#f29bd4;--s:#8ddba5;--n:#f1b36a;--c:#a9b4c0;--f:#93c2ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main,header{max-width:1280px;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1,h2{overflow-wrap:anywhere}h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .75rem}
p{margin:.25rem 0}.soft{color:var(--soft)}
code,pre,table.diff{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{overflow-wrap:anywhere}
.numbers{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;padding:0;margin:1.25rem 0}
.numbers li{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.6rem 1.1rem;min-width:7rem;flex:1}
.numbers b{display:block;font-size:2rem;line-height:1.15}
.create{color:var(--create)}.update{color:var(--update)}.delete{color:var(--delete)}.rename{color:var(--rename)}.blocked{color:var(--blocked)}
.people{border-left:.3rem solid var(--blocked);background:var(--card);padding:.75rem 1rem;border-radius:.4rem}
.people ul{margin:.25rem 0;padding-left:1.2rem}
.numbers .zero,.numbers .zero b{color:var(--soft);font-weight:400}
a{color:var(--accent)}h3{font-size:1.05rem;margin:0;overflow-wrap:anywhere}h4{font-size:.85rem;margin:.6rem 0 .2rem;color:var(--soft)}
.beside{max-width:1600px;margin:0 auto}
.jumps{padding:0 1.25rem;font-size:.9rem;overflow-wrap:anywhere}
.jumps summary{cursor:pointer;font-weight:600;padding:.4rem 0}.jumps ul{list-style:none;margin:0;padding:0}.jumps ul ul{padding-left:.9rem}.jumps a{display:block;padding:.15rem 0;text-decoration:none}
.jumps a:hover,.cards a:hover{text-decoration:underline}
@media(min-width:1100px){.beside:has(.jumps){display:grid;grid-template-columns:15rem minmax(0,1fr);max-width:1520px}.jumps{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding-top:1.6rem}.beside:has(.jumps) main{margin:0;width:100%}header:has(+.beside .jumps){max-width:1520px}}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:.75rem;list-style:none;padding:0;margin:0}
.cards>li{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--line);border-radius:.6rem;padding:.75rem 1rem;overflow-wrap:anywhere;min-width:0;scroll-margin-top:1rem}
.cards>.new{border-left-color:var(--create)}.cards>.changed{border-left-color:var(--update)}.cards>.gone{border-left-color:var(--delete)}
.cards ul{margin:.4rem 0;padding-left:0;list-style:none}.cards ul li+li{margin-top:.3rem}.cards summary{cursor:pointer;color:var(--soft)}
.links{display:block;font-size:.85rem}.links a{margin-right:.4rem}
.pair{display:grid;gap:.75rem}@media(min-width:900px){.pair{grid-template-columns:1fr 1fr}}.pair>div{min-width:0}
.look{padding:.5rem .9rem;overflow-wrap:anywhere;max-height:44rem;overflow-y:auto}
.look p,.look ul,.look ol,.look pre{margin:.5rem 0}.look pre{white-space:pre-wrap;font-size:.82rem;background:var(--bg);padding:.5rem .7rem;border-radius:.3rem}
.look .h1{font-size:1.5rem;font-weight:700}.look .h2{font-size:1.25rem;font-weight:700}.look .h3,.look .h4,.look .h5,.look .h6{font-size:1.05rem;font-weight:700}
.look details,.look .note{border:1px solid var(--line);border-radius:.3rem;padding:.2rem .7rem;margin:.4rem 0}.look summary{cursor:pointer}
.look table{overflow-wrap:normal;width:max-content;max-width:none;border-collapse:collapse;font-size:.85rem}.look th,.look td{max-width:22rem;border:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top}
.look .fresh{border-left:.25rem solid var(--create);padding-left:.6rem;margin-left:-.85rem}.look tr.new{background:var(--add)}
.look .link{color:var(--accent);text-decoration:underline dotted}.image::before{content:"🖼 "}.skipped{color:var(--soft);text-align:center;border-block:1px dashed var(--line);padding:.2rem}
table.status{border-collapse:separate;border-spacing:0;font-size:.85rem}table.status th,table.status td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;background:var(--card)}
table.status thead th{max-width:11rem;vertical-align:bottom;overflow-wrap:anywhere;min-width:8rem}table.status th[scope=row]{position:sticky;left:0;min-width:9rem;max-width:16rem;overflow-wrap:anywhere}table.status th code{display:block;font-weight:400;font-size:.8rem}
tr.row{display:table-row}tr.row[hidden]{display:none}.ok .word{color:var(--soft)}td.update,td.create,td.blocked{font-weight:600}table.status td{position:relative}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.excerpt{overflow-x:auto;margin:.3rem 0;font-size:.85rem}
.tag{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .6rem;font-size:.85rem;margin:.25rem .3rem 0 0}
.bar{margin-top:1.5rem;position:sticky;top:0;z-index:2;background:var(--bg);border-bottom:1px solid var(--line);padding:.6rem 0;display:flex;flex-wrap:wrap;gap:.6rem;align-items:end}
.bar[hidden]{display:none}
.bar label{font-size:.85rem;color:var(--soft);flex:1 1 10rem;max-width:22rem}
.bar select,.bar input{min-width:0;max-width:100%}.bar select,.bar input,.bar button{height:2.3rem;font:inherit;display:block;width:100%;padding:.35rem .5rem;color:var(--text);background:var(--card);border:1px solid var(--soft);border-radius:.4rem}
.bar button{width:auto;white-space:nowrap}.bar output{font-size:.9rem;padding:.4rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;margin:.6rem 0}
.many .card{content-visibility:auto;contain-intrinsic-size:auto 3.2rem}
.card[hidden]{display:none}
.card{scroll-margin-top:5rem}.card>summary{padding:.6rem 1rem;cursor:pointer;overflow-wrap:anywhere}
.card .act{font-weight:600;font-size:.85rem;margin-right:.5rem}
.finding{padding:.6rem 1rem;overflow-wrap:anywhere}
.body{padding:0 1rem 1rem}
.body ul{margin:.4rem 0;padding-left:1.2rem;columns:24rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;margin-top:.5rem}
.code{margin:0;padding:.4rem 0;font-size:.85rem;line-height:1.5;counter-reset:line}
.code span.l{display:block;padding:0 .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
table.diff{border-collapse:collapse;width:100%;font-size:.82rem;line-height:1.45;table-layout:fixed;min-width:46rem}
table.diff th{text-align:left;font-weight:600;padding:.3rem .6rem;color:var(--soft)}
table.diff td{white-space:pre-wrap;overflow-wrap:anywhere;vertical-align:top;padding:0 .5rem}
col.no{width:3.2rem}
td.no{text-align:right;color:var(--soft);user-select:none}
thead th{border-bottom:1px solid var(--line)}
td.ins{background:var(--add)}td.del{background:var(--del)}
td ins,td del{text-decoration:none;border-radius:.2rem;color:inherit}td ins{background:var(--addword)}td del{background:var(--delword)}
tbody+tbody tr:first-child td{border-top:1px dashed var(--soft)}
.hk{color:var(--k)}.hs{color:var(--s)}.hn{color:var(--n)}.hc{color:var(--c);font-style:italic}.hf{color:var(--f)}
footer{color:var(--soft);margin:2rem 0}
@media(max-width:640px){main,header,.jumps{padding:0 .8rem}header{padding-top:1rem}.numbers li{flex-basis:40%;padding:.45rem .7rem}.numbers b{font-size:1.5rem}.bar{position:static}.bar label{flex-basis:45%}.body{padding:0 .6rem .6rem}}
.pair table.diff,.pair table.diff tbody{display:block;min-width:0}.pair table.diff colgroup,.pair table.diff thead{display:none}.pair table.diff tr{display:grid;grid-template-columns:2.8rem 1fr}.pair td.gap,.pair td.no:has(+td.gap),.pair tr.same td:nth-child(n+3){display:none}
@media(max-width:640px){table.diff,table.diff tbody{display:block;min-width:0}table.diff colgroup,table.diff thead{display:none}table.diff tr{display:grid;grid-template-columns:2.8rem 1fr}td.gap,td.no:has(+td.gap),tr.same td:nth-child(n+3){display:none}.bar button{flex:1}}
@media print{.bar,.jumps{display:none}.card{content-visibility:visible;break-inside:auto}details::details-content{content-visibility:visible;display:block}body{background:#fff}}
`;
