/**
 * The built preload as a script of the page: `require` knows only `electron`, and that has only what a sandboxed preload gets.
 * @param source  the CommonJS text of the preload
 */
export function preloadScript(source: string): string {
  return `(() => {
    if (window.top !== window) return;
    const invoke = window.__standInInvoke;
    const listeners = new Map();
    window.open = (url) => (void window.__standInOpen(String(url ?? '')), null);
    window.__standInSend = (channel, args) => (listeners.get(channel) ?? []).forEach((listener) => listener({}, ...args));
    const cloneable = (args) => {
      try { return structuredClone(args); } catch { throw new Error('An object could not be cloned.'); }
    };
    const electron = {
      ipcRenderer: {
        async invoke(channel, ...args) {
          const reply = await invoke(channel, cloneable(args));
          if ('error' in reply) throw new Error("Error invoking remote method '" + channel + "': " + reply.error);
          return reply.value;
        },
        on(channel, listener) {
          listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
          return this;
        },
        removeListener(channel, listener) {
          listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener));
          return this;
        },
      },
      contextBridge: {
        exposeInMainWorld(key, api) {
          Object.defineProperty(window, key, { value: Object.freeze(api), writable: false, configurable: false });
        },
      },
    };
    const require = (name) => {
      if (name !== 'electron') throw new Error('module not found: ' + name + ' (a sandboxed preload may only require electron)');
      return electron;
    };
    const module = { exports: {} };
    (function (require, module, exports) { ${source}
    })(require, module, module.exports);
  })();`;
}
