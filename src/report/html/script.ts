/** Jumps, filters and search, over what is readable without them. */
export const script = `
const reveal=()=>{const at=document.getElementById(location.hash.slice(1));if(at&&at.matches("details")){at.hidden=false;at.open=true;at.scrollIntoView()}};
addEventListener("click",({target})=>{if(target.closest("a"))setTimeout(reveal)});reveal();
const list=document.querySelector(".jumps>details");
if(list&&!matchMedia("(min-width:1100px)").matches)list.open=false;
const bar=document.querySelector(".bar"),cards=[...document.querySelectorAll(".card[data-facets]")];
if(bar){bar.hidden=false;
const selects=[...bar.querySelectorAll("select")],search=bar.querySelector("input"),out=bar.querySelector("output");
const facets=new Map(cards.map(c=>[c,JSON.parse(c.dataset.facets)]));
const show=()=>{const words=search.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
for(const c of cards){const ok=selects.every((s,i)=>s.value===""||facets.get(c)[i].includes(s.value))&&words.every(w=>c.textContent.toLowerCase().includes(w));
c.hidden=!ok;if(ok)n++}
out.textContent=n+" of "+cards.length+" "+bar.dataset.what};
for(const s of selects)s.addEventListener("change",show);search.addEventListener("input",show);
const [open,close]=bar.querySelectorAll("button");
if(open){open.addEventListener("click",()=>cards.forEach(c=>{if(!c.hidden)c.open=true}));
close.addEventListener("click",()=>cards.forEach(c=>{c.open=false}))}show()}
`;
