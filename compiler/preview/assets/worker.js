// One connection to the preview for all of its pages, so that many tabs do not use up those that a
// browser allows. A page that comes later hears at once what is known.
const pages = new Set();
let last;

new EventSource('/_ensign/events').onmessage = (event) => {
  last = event.data;
  for (const page of pages) page.postMessage(last);
};

onconnect = ({ ports: [page] }) => {
  pages.add(page);
  page.onmessage = () => pages.delete(page);
  if (last) page.postMessage(last);
};
