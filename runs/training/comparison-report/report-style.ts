/** For screen and paper, in the system's own font. */
export const reportStyle = `
body { margin: 0; color: #1b1f27; background: #fff; font: 14px/1.45 system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 32px 24px; }
h1 { font-size: 22px; } h1, h2, h3 { line-height: 1.3; } h2 { margin-top: 40px; font-size: 18px; } h3 { margin: 28px 0 8px; font-size: 15px; }
section { border-top: 2px solid #e2e5ea; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #e2e5ea; font-weight: 400; text-align: left; vertical-align: top; }
th.end, td.end { padding-left: 12px; text-align: right; white-space: nowrap; }
thead th { color: #5b6472; font-size: 12px; }
code { font-size: 11px; overflow-wrap: anywhere; }
table:has(code) :is(th, td) { white-space: nowrap; } td:not(:last-child) > code { white-space: normal; }
.muted, figcaption { color: #5b6472; }
.sentence { font-size: 16px; font-weight: 600; }
.warn { padding: 8px 12px; background: #fdf3dd; }
ul.warn { padding-left: 28px; }
figure { margin: 8px 0; }
figure svg, table svg { display: block; }
.maps { display: flex; gap: 20px; }
.maps figure { flex: 1; }
.maps img { width: 100%; image-rendering: pixelated; background: #eceff3; }
`;
