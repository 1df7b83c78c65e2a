"""Completion scripts: each shell passes the words, and gets lines back.

A line is a word, or a word, a tab and its description (`tab`). None is ever evaluated: values come
from posts, and one such as `$(reboot)` must stay literal. zsh and fish quote completions
themselves; for bash they are quoted here (`bash_line`).
"""

from __future__ import annotations

from enum import StrEnum


class Shell(StrEnum):
    """A shell with support for completion."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


# without -o filenames, which would have readline take a value for a folder of that name
_BASH = """\
# In ~/.bashrc: eval "$(newsctl --show-completion bash)"
_newsctl() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            $'\\tfiles') compopt -o bashdefault -o default ;;
            $'\\tfolders') compopt -o bashdefault -o dirnames ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done < <(_NEWSCTL_COMPLETE=bash newsctl "${COMP_LINE:0:COMP_POINT}" "$2")
    [[ ${COMPREPLY-} == *[=:/] ]] && compopt -o nospace  # a value follows
} 2>/dev/null
complete -o nosort -F _newsctl newsctl 2>/dev/null || complete -F _newsctl newsctl
"""

_ZSH = """\
#compdef newsctl
# In ~/.zshrc, after compinit: eval "$(newsctl --show-completion zsh)"
_newsctl() {
    local line quote=$compstate[quote]
    local typed=${(Q)${:-$quote$PREFIX$quote}}  # as if closed
    local -a values shown
    for line in "${(@f)$(_NEWSCTL_COMPLETE=zsh newsctl "${(@Q)words[2,CURRENT-1]}" "$typed" \
        2>/dev/null)}"; do
        case $line in
            '') ;;
            $'\\tfiles') compset -P '--*='; _files; return ;;
            $'\\tfolders') compset -P '--*='; _path_files -/; return ;;
            *) values+=("${line%%$'\\t'*}"); shown+=("${line/$'\\t'/  -- }") ;;
        esac
    done
    local -a how=(-V newsctl -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
    [[ "$shown" == "$values" ]] || how+=(-l -d shown)
    local -i at width=0
    for line in $values; do (( ${(m)#line} > width )) && width=${(m)#line}; done
    for (( at = 1; at <= $#values; at++ )); do
        [[ $shown[at] == "$values[at]" ]] && continue
        shown[at]="${(mr:width:)values[at]}${shown[at]#"$values[at]"}"  # meanings line up
    done
    [[ ${values[1]} == *[=:/] ]] && how+=(-S '')  # a value follows
    compadd $how -a values
}
if [[ ${funcstack[1]} == _newsctl ]]; then  # from a folder of fpath, at the first Tab
    _newsctl "$@"
else
    compdef _newsctl newsctl
fi
"""

_FISH = """\
# In ~/.config/fish/config.fish: newsctl --show-completion fish | source
function __newsctl_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l raw (commandline -ct | string collect)
    set -l typed (string unescape -- "$raw" "$raw'" "$raw\\"")[1]  # as if closed
    set -l offered (_NEWSCTL_COMPLETE=fish newsctl $words "$typed" 2>/dev/null)
    switch "$offered[1]"
        case \\tfiles
            __fish_complete_path (commandline -ct)
        case \\tfolders
            __fish_complete_directories (commandline -ct)
        case '*'
            set -q offered[1]; and printf '%s\\n' $offered
    end
end
complete --command newsctl --no-files --keep-order --arguments '(__newsctl_complete)'
"""

SCRIPTS = {Shell.BASH: _BASH, Shell.ZSH: _ZSH, Shell.FISH: _FISH}
