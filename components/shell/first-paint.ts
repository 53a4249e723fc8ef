/**
 * Runs before anything is painted, so that a remembered theme and remembered pane widths are there from the first
 * frame. Kept tiny: it stands inline in every page (its hash is in the page's Content-Security-Policy).
 * Storage keys: `kubetil.theme` = light | dark (absent: the system's), `kubetil.panes` = {"--pane-x": "320px", …}.
 */
export const THEME_KEY = 'kubetil.theme';
export const PANES_KEY = 'kubetil.panes';
export const LOCALE_KEY = 'kubetil.locale';

export const firstPaintScript = `(function(d){try{var s=localStorage,t=s.getItem('${THEME_KEY}');
d.dataset.theme=t==='dark'||t==='light'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';
var p=JSON.parse(s.getItem('${PANES_KEY}')||'{}');for(var k in p)if(/^--pane-[a-z]+$/.test(k)&&/^[0-9.]+(px|%)$/.test(p[k]))d.style.setProperty(k,p[k])}catch(e){
d.dataset.theme=d.dataset.theme||(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light')}})(document.documentElement)`;
