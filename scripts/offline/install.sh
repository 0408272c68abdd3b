#!/bin/sh
# Installs ttt from the wheels beside this file into a folder of its own, without a network.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

python=''
while read -r version; do
    for name in "python$version" python3 python; do
        if "$name" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
            python=$name
            break 2
        fi
    done
done < "$here/python-versions.txt"

if [ -z "$python" ]; then
    echo "These wheels are for Python $(paste -sd ' ' "$here/python-versions.txt"): install it with its venv" >&2
    echo "(Debian and Ubuntu: the packages python3 and python3-venv), then start this again." >&2
    exit 3
fi

"$python" -m venv --clear "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-index --find-links "$here/wheels" ttt-kit

cat > "$here/ttt" <<'END'
#!/bin/sh
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
exec "$here/venv/bin/python" -m ttt "$@"
END
chmod +x "$here/ttt"
echo "ttt is installed. Type:  \"$here/ttt\" --help"
