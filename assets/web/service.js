// Keeps the page for when there is no network, and lets its threads share memory, which browsers allow to pages that say so.

const VERSION = '@VERSION@';
const FILES = @FILES@;

addEventListener('activate', event => {
    const old = caches.keys().then(names => Promise.all(names.filter(name => name !== VERSION).map(name => caches.delete(name))));
    event.waitUntil(old.then(() => clients.claim()));
});

addEventListener('message', event => { if (event.data === 'take over') skipWaiting(); });

// As the page's own; its threads have no other. Nothing is loaded from another machine, and nothing asked of one.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
    "worker-src 'self'; manifest-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'";

const alone = answer => {
    const headers = new Headers(answer.headers);
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Content-Security-Policy', POLICY);
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
};

// Kept as they are answered later: what a browser translated of them it keeps beside, but only where nobody unwraps them.
addEventListener('install', event => {
    const keep = async (cache, file) => {
        const answer = await fetch(file, { cache: 'reload' });
        if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
        await cache.put(file, alone(answer));
    };
    event.waitUntil(caches.open(VERSION).then(cache => Promise.all(FILES.map(file => keep(cache, file)))));
});

addEventListener('fetch', event => {
    const address = new URL(event.request.url);
    if (event.request.method !== 'GET' || address.origin !== location.origin) return;
    const kept = caches.open(VERSION).then(cache => cache.match(event.request, { ignoreSearch: true }));
    event.respondWith(kept.then(answer => answer ?? fetch(event.request).then(alone)));
});
