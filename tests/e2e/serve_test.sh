# The preview: what it sends, whom it refuses, and how it follows the files.
. "$(dirname "$0")/lib.sh"
need curl

preview=
stop() { [ -z "$preview" ] || kill "$preview" 2>/dev/null || true; }
trap 'stop; rm -rf "$scratch"' EXIT

# until_true COMMAND…: at most ten seconds.
until_true() {
  for _ in $(seq 200); do
    "$@" && return
    sleep 0.05
  done
  cat "$scratch"/serve.* >&2 || true
  fail "never came true: $*"
}
has() { [ -f "$2" ] && grep -qF -- "$1" "$2"; }

# serve REPOSITORY OPTION…: in the background; its address is in $address.
serve() {
  rm -f "$scratch"/serve.*
  "$ENSIGN" serve "$@" --as-of $as_of >"$scratch/serve.out" 2>"$scratch/serve.err" &
  preview=$!
  until_true has 'built in' "$scratch/serve.err"
  address=$(head -1 "$scratch/serve.out")
  port=${address##*:} port=${port%/}
}

# A signal ends it well.
ends_well() { # SIGNAL
  local got=0
  kill "-$1" "$preview"
  wait "$preview" || got=$?
  [ "$got" = 0 ] || fail "exit $got after $1: $(tail -n 40 "$scratch/serve.err")"
  preview=
}

status() { curl -s -o "$scratch/body" -w '%{http_code}' --path-as-is "$@"; }
answers() { # STATUS CURL-ARGUMENT…
  local wanted=$1 got
  shift
  got=$(status "$@")
  [ "$got" = "$wanted" ] || fail "$got instead of $wanted: $*"
}
field() { curl -s -o "$scratch/body" -D - "$1" | tr -d '\r' | sed -n "s/^$2: //p"; }

repository=$scratch/repository
s4_clone "$repository"
serve "$repository" --port 0

# The bytes of a build, and one tag in each page.
expect 0 "$ENSIGN" build "$repository" --as-of $as_of --only site --out "$scratch/out"
(cd "$scratch/out/site" && find . -type f | sed 's|^\./||' | sort) >"$scratch/names"
[ "$(wc -l <"$scratch/names")" -gt 100 ] || fail "the site is too small to prove anything"
mkdir "$scratch/sent"
tag='<script src="/_ensign/reload\.js" data-site="[0-9-]*" defer></script>'
sed "s|.*|url = \"$address&\"\noutput = \"$scratch/sent/&\"|" "$scratch/names" >"$scratch/urls"
curl -s --create-dirs -K "$scratch/urls"
for page in index.html flags/csf-grid.html; do
  [ "$(grep -cx "$tag" "$scratch/sent/$page")" = 1 ] || fail "$page has not one tag"
done
! grep -q "$tag" "$scratch/sent/404.html" || fail "404.html allows no script and has the tag"
find "$scratch/sent" -name '*.html' -exec sed -i "\\|^$tag\$|d" {} +
diff -r "$scratch/out/site" "$scratch/sent" >"$scratch/output" || fail "$(head -5 "$scratch/output")"
! grep -rq _ensign "$scratch/out" || fail "what is published speaks of the preview"

# What kind of thing each is; nothing is kept by anybody, and no other origin may load it.
[ "$(field "$address" Content-Type)" = 'text/html; charset=utf-8' ] || fail "type of a page"
[ "$(field "${address}style.css" Content-Type)" = 'text/css; charset=utf-8' ] || fail "type of css"
[ "$(field "${address}site.js" Content-Type)" = 'text/javascript; charset=utf-8' ] || fail "type of js"
[ "$(field "${address}favicon.svg" Content-Type)" = 'image/svg+xml' ] || fail "type of svg"
[ "$(field "${address}index/flags.json" Content-Type)" = 'application/json' ] || fail "type of json"
[ "$(field "$address" Cache-Control)" = no-store ] || fail "a page may be kept"
[ "$(field "$address" Cross-Origin-Resource-Policy)" = same-origin ] || fail "a page may be loaded"
[ "$(field "${address}flags?q=1" Location)" = '/flags/?q=1' ] || fail "a folder does not lead to its index"
answers 200 "${address}flags/"
answers 200 -I "$address"
[ ! -s "$scratch/body" ] || ! has '<' "$scratch/body" || fail "HEAD got a body"

# Refused: another name for this machine, two or none, other methods, everything that is no file.
answers 200 -H "Host: localhost:$port" "$address"
answers 200 -H "Host: [::1]:$port" "$address"
for host in evil.example "evil.example:$port" "localhost.evil.example:$port" 127.0.0.1 localhost:1; do
  answers 403 -H "Host: $host" "$address"
done
answers 403 -0 -H 'Host:' "$address"
for method in POST PUT DELETE OPTIONS PATCH TRACE; do answers 405 -X $method "$address"; done
answers 405 -d body "$address"
for path in ../ensign.yaml %2e%2e/ensign.yaml ..%2fensign.yaml /etc/passwd flags/../index.html \
  flags//csf-grid.html .git/HEAD ensign.yaml _ensign/ _ensign/../index.html index.html%00 %; do
  answers 404 "$address$path"
done
if command -v ss >/dev/null; then
  [ "$(ss -Hltn "sport = :$port" | awk '{print $4}')" = "127.0.0.1:$port" ] || fail "$(ss -Hltn)"
fi
expect 3 "$ENSIGN" serve "$repository" --port "$port"
has '--port 0' "$scratch/output" || fail "a port that is taken has no cure"
expect 3 "$ENSIGN" serve "$scratch/nowhere" --port 0
expect 2 "$ENSIGN" serve "$repository" --port 65536

# Fifty at a time, and some who never finish their request.
for _ in 1 2 3 4 5; do
  { exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET / HTTP/1.1\r\nHost: ' >&3 && sleep 5; } &
done
seq 500 | xargs -P 50 -n 10 sh -c 'for _; do curl -s -o /dev/null -w "%{http_code}\n" "$0"; done' "${address}flags/csf-grid.html" |
  sort | uniq -c >"$scratch/codes"
[ "$(awk '{print $1, $2}' "$scratch/codes")" = "500 200" ] || fail "$(cat "$scratch/codes")"

# An edit is told to who listens, and then read.
curl -sN "${address}_ensign/events" >"$scratch/events" &
listener=$!
last_event() { grep -a '^data:' "$scratch/events" | tail -1; }
told() { [[ $(last_event) == *"$1"* ]]; }
shows() { curl -s -o "$scratch/shown" "$address$1" && has "$2" "$scratch/shown"; }
until_true told '"stale":false'
first=$(last_event)
flag=$repository/flags/s4/csf-grid.yaml
cp "$flag" "$scratch/good.yaml"
sed -i 's/^title: .*/title: A title of the preview/' "$flag"
until_true shows flags/csf-grid.html 'A title of the preview'
[ "$(last_event)" != "$first" ] || fail "nobody was told"

# A mistake: the pages stay, and the findings are told, escaped, here and on the terminal.
echo '<b>: blue' >>"$flag"
until_true told '"stale":true,"errors":"1 error'
shows flags/csf-grid.html 'A title of the preview' || fail "the last good page is gone"
shows _ensign/findings.html '30 | &lt;b&gt;: blue' || fail "the findings are not shown"
! shows _ensign/findings.html '<b>' || fail "the findings are not escaped"
has 'EN022 unknown-field' "$scratch/serve.out" || fail "the terminal is not told"
has 'the pages stay as they were' "$scratch/serve.err" || fail "the terminal does not say what follows"

# Mended by a new file under the old name, as editors write.
cp "$scratch/good.yaml" "$flag.new"
mv "$flag.new" "$flag"
until_true told '"stale":false'
until_true shows flags/csf-grid.html 'CSF'
! shows flags/csf-grid.html 'title of the preview' || fail "the mended page is old"

# Files in a new folder, a layout that moves, and a template of the repository's own.
mkdir -p "$repository/flags/new/deep"
sed 's/^key: .*/key: quite-new/; /^env_var:/d' "$flag" >"$repository/flags/new/deep/quite-new.yaml"
until_true shows _ensign/findings.html 'quite-new'
rm -r "$repository/flags/new"
until_true told '"stale":false'
mkdir "$repository/site-templates"
echo 'body { color: teal }' >"$repository/site-templates/style.css"
until_true shows style.css teal
git -C "$repository" add -A
git -C "$repository" commit -qm "a template"
until_true shows index.html "$(git -C "$repository" rev-parse --short=7 HEAD)"
kill $listener
ends_well INT

# From a folder with nothing in it, over a broken file, to a site.
mkdir "$scratch/empty"
serve "$scratch/empty" --port 0
answers 503 "$address"
has 'There is no site yet' "$scratch/body" || fail "no word for a site that is not there"
printf 'project: [' >"$scratch/empty/ensign.yaml"
until_true shows index.html 'There is no site yet'
until_true shows _ensign/findings.html 'ensign.yaml:1'
cp -r "$s4/repository/." "$scratch/empty"
until_true shows index.html 'data-page="home"'
mv "$scratch/empty" "$scratch/gone"
until_true shows _ensign/findings.html 'before the errors'
mv "$scratch/gone" "$scratch/empty"
until_true shows _ensign/findings.html 'as they are'
echo '# Note' >>"$scratch/empty/flags/s4/csf-grid.yaml"
sed -i 's/^title: .*/title: After the return/' "$scratch/empty/flags/s4/csf-grid.yaml"
until_true shows flags/csf-grid.html 'After the return'
ends_well TERM
