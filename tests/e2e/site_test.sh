# The sites of all systems: every governed file is named by a page, search and filter data are what
# their schema says, nothing of a public site names anybody, and more threads change no byte.
. "$(dirname "$0")/lib.sh"

day_of() { sed -n 's/.*`--as-of \([0-9-]*\)`.*/\1/p' "$1/README.md" | head -1; }
build_site() { # REPOSITORY DAY OUT
  expect 0 "$ENSIGN" build "$1" --as-of "$2" --first --only site --out "$3"
}

# Files that people wrote and that no page names.
unnamed() { # REPOSITORY SITE
  cat "$2"/*.html "$2"/*/*.html "$2"/*/*/*.html >"$scratch/all.html"
  (cd "$1" && find flags releases rollbacks trust approvals docs/operations/rollbacks \
    -type f \( -name '*.yaml' -o -name '*.md' -o -name '*.approval' \) ! -name README.md 2>/dev/null; echo ensign.yaml) |
    while read -r path; do
      grep -qF "$path" "$scratch/all.html" || echo "$path"
    done
}

kinds='audit calendar drills environments expiry flag flag-list flags groups home incidents
journals kill-switches metrics not-found notes people person playbook playbooks policy production
profiles release releases requirements rule segments stage stages team verify waivers'

for system in "$ENSIGN_SOURCE"/tests/systems/*/; do
  system=${system%/}
  name=${system##*/}
  day=$(day_of "$system")
  site=$scratch/$name/site
  build_site "$system/repository" "$day" "$scratch/$name"

  left=$(unnamed "$system/repository" "$site")
  [ -z "$left" ] || fail "$name: no page names
$left"
  for kind in $kinds; do
    grep -rqF "<body data-page=\"$kind\">" "$site" || fail "$name has no page of the kind $kind"
  done
  [ -z "$(grep -rLE '<body data-page="[a-z-]+">' --include='*.html' "$site")" ] || fail "$name: a page does not say its kind"
  [ "$(wc -c <"$site/site.js")" -le 8192 ] || fail "the script of the site is over 8 KB"
  [ -z "$(find "$site/index" -name 'words-*' -size +64k)" ] || fail "$name: a shard of search is too large"

  # The same for everybody: no name, no address, no folder of the inside.
  cp -r "$system/repository" "$scratch/$name-public"
  sed -i '/^site:/d' "$scratch/$name-public/ensign.yaml"
  echo 'site: public' >>"$scratch/$name-public/ensign.yaml"
  build_site "$scratch/$name-public" "$day" "$scratch/$name-open"
  open=$scratch/$name-open/site
  grep -v 'machine: true' "$system/repository/trust/people.yaml" |
    sed -n 's/.*name: \([^,}]*[^,} ]\).*contact: \([^,} ]*\).*/\1\n\2/p' >"$scratch/people"
  [ "$(wc -l <"$scratch/people")" -ge 10 ] || fail "the roster of $name could not be read"
  ! grep -rFf "$scratch/people" "$open" >"$scratch/named" || fail "$name: the public site names $(head -1 "$scratch/named")"
  for folder in people teams runbooks drills segments incidents journal rules groups profiles; do
    [ ! -e "$open/$folder" ] || fail "$name: the public site has $folder/"
  done
done

# Commands in playbooks are coloured, with classes that the sheet knows; without the tags they are
# what the files say.
built=$scratch/groups-rebuild/site
grep -q '<code class="language-bash"><span class="hl-' "$built/runbooks/groups-rollback.html" || fail "commands are plain"
grep -rhoE 'class="hl-[a-z]+"' --include='*.html' "$built" | sort -u | cut -d'"' -f2 >"$scratch/classes"
while read -r class; do
  grep -qE "\.$class[ ,]" "$built/style.css" || fail "style.css has no colour for $class"
done <"$scratch/classes"
sed 's/<[^>]*>//g; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' "$built"/runbooks/*.html >"$scratch/words"
sed -n '/^ *```bash/,/^ *```$/p' "$ENSIGN_SOURCE"/tests/systems/groups-rebuild/repository/rollbacks/groups/*.md |
  sed '/```/d; s/^ *//; /^$/d' >"$scratch/commands"
[ "$(wc -l <"$scratch/commands")" -ge 7 ] || fail "the playbooks have no commands"
while read -r command; do
  grep -qF -- "$command" "$scratch/words" || fail "not on its page as written: $command"
done <"$scratch/commands"

# One thread or two: the same bytes.
s4=$ENSIGN_SOURCE/tests/systems/s4-rollout/repository
build_site "$s4" "$as_of" "$scratch/two"
if command -v taskset >/dev/null; then
  expect 0 taskset -c 0 "$ENSIGN" build "$s4" --as-of "$as_of" --first --only site --out "$scratch/one"
  [ "$(digest_of "$scratch/one/site")" = "$(digest_of "$scratch/two/site")" ] || fail "threads change the site"
fi

# The public data is what its schema says, and the scripts hold the same.
if command -v node >/dev/null && [ -d "$ENSIGN_SOURCE/tests/node/node_modules/ajv" ]; then
  for site in "$scratch"/*/site; do
    expect 0 node "$ENSIGN_SOURCE/tests/node/check_site_data.mjs" "$ENSIGN_SOURCE/schema" "$site"
  done
fi
