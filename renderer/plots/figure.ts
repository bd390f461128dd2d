import type { Config, Data, Layout } from 'plotly.js/lib/core';

/** All that is drawn: what a plot function makes of data, and what the tests compare. */
export type Figure = { data: Data[]; layout: Partial<Layout> };

/** The same for every plot: nothing leaves the machine, our own buttons instead of the library's. */
export const plotConfig: Partial<Config> = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: '',
  doubleClick: false,
  scrollZoom: true,
  responsive: false,
};
