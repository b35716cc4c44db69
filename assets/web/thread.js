
// The same file for a thread of the program: it shares the page's memory and does what waits there, for as long as the page is open.
// One file, for what a thread imports isn't asked of the service worker in every browser (not in WebKit).
if (typeof document === 'undefined') {
    globalThis.onmessage = ({ data: { memory, compiled, line } }) => {
        const page = name => (...rest) => postMessage([name, ...rest]);
        globalThis.mesomap = {
            keep: (path, bytes, at) => line.postMessage({ keep: path, bytes, at }, [bytes.buffer]),
            forget: path => line.postMessage({ forget: path }),
            give: page('give'),
            show: page('show'),
            pick: page('pick'),
            wake: page('wake'),
        };
        __wbg_init({ module_or_path: compiled, memory }).then(work);
    };
}
