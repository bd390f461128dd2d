import Plotly from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import box from 'plotly.js/lib/box';
import heatmap from 'plotly.js/lib/heatmap';
import histogram from 'plotly.js/lib/histogram';

// Traces that need no code generation, so the page's policy can forbid it; scatter is in the core.
Plotly.register([heatmap, bar, box, histogram]);

export { Plotly };
