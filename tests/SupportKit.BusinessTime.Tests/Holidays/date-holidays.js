const H=require('date-holidays');
const map={es:['ES'],it:['IT'],nl:['NL'],at:['AT'],ch:['CH'],ie:['IE'],lu:['LU'],pl:['PL'],se:['SE'],dk:['DK'],no:['NO'],fi:['FI'],'gb-eaw':['GB','ENG'],'gb-sct':['GB','SCT'],'gb-nir':['GB','NIR'],'ca-on':['CA','ON'],'ca-bc':['CA','BC'],'ca-ab':['CA','AB'],'ca-qc':['CA','QC'],au:['AU'],nz:['NZ'],jp:['JP'],mx:['MX'],in:['IN'],fr:['FR'],be:['BE'],pt:['PT'],br:['BR'],us:['US'],de:['DE']};
for (const l of ['bb','be','bw','by','hb','he','hh','mv','ni','nw','rp','sh','sl','sn','st','th']) map['de-'+l]=['DE',l.toUpperCase()];
const out={};
for (const k of Object.keys(map).sort()) { const h=new H(...map[k]); out[k]={}; 
 const days=new Set();
 for(let y=2019;y<=2036;y++) for (const x of h.getHolidays(y)) { if (x.type!=='public') continue; const a=new Date(x.date.slice(0,10)+'T00:00Z'); const n=Math.max(1,Math.round((x.end-x.start)/864e5)); for(let i=0;i<n;i++) days.add(new Date(+a+i*864e5).toISOString().slice(0,10)); }
 for(let y=2020;y<=2035;y++) out[k][y]=[...days].filter(d=>d.startsWith(y+'-')).sort().map(d=>d.slice(5)).join(' ');
}
const w=[]; w.push('{'); w.push('  "source": "Worked out by date-holidays '+require('date-holidays/package.json').version+' (https://github.com/commenthol/date-holidays; ISC, data CC-BY-3.0), its holidays of the type public; made by build/date-holidays.js.",');
const ks=Object.keys(out); ks.forEach((k,i)=>{ w.push('  "'+k+'": {'); const ys=Object.keys(out[k]); ys.forEach((y,j)=>w.push('    "'+y+'": "'+out[k][y]+'"'+(j<ys.length-1?',':''))); w.push('  }'+(i<ks.length-1?',':'')); }); w.push('}');
require('fs').writeFileSync(process.argv[2]||'date-holidays.json',w.join('\n')+'\n');
