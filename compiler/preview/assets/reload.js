// Added to every page that `ensign serve` sends; never in what is published. It loads the page again
// when there is a newer one, and says when the page is older than the files. Pages may not open
// connections (their policy says so), so a worker listens, one for all open pages.
(() => {
  const { site, state } = document.currentScript.dataset;
  let banner;

  const say = (errors) => {
    if (!banner) {
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = '/_ensign/preview.css';
      document.head.append(style);
      banner = document.createElement('p');
      banner.className = 'ensign-preview';
      banner.setAttribute('role', 'status');
      document.body.prepend(banner);
    }
    const link = document.createElement('a');
    link.href = '/_ensign/findings.html';
    link.textContent = errors;
    banner.replaceChildren('✕ This page is older than the files: ', link);
  };

  // A tab that nobody sees waits, so that the one in front is fresh first.
  const reload = () => {
    if (!document.hidden) location.reload();
    else addEventListener('visibilitychange', () => location.reload(), { once: true });
  };

  const hear = (news) => {
    if (site ? news.site !== site : news.state !== state) reload();
    else if (site && news.stale) say(news.errors);
    else banner?.remove(), (banner = undefined);
  };

  const { port } = new SharedWorker('/_ensign/worker.js');
  port.onmessage = (message) => hear(JSON.parse(message.data));
  addEventListener('pagehide', () => port.postMessage('bye'));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
})();
