"""What each shell runs to have words completed: it hands over the words, and gets lines back.

A line is a value, or a value, a tab and its meaning. The shell puts the value on the line quoted,
and evaluates none: values come from posts, and one such as `$(reboot)` has to stay what it is.
"""

from __future__ import annotations

from enum import StrEnum


class Shell(StrEnum):
    """A shell that newsctl can complete words in."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


# -o filenames is what makes readline quote; without an answer, -o default offers files
_BASH = """\
# In ~/.bashrc: eval "$(newsctl --show-completion bash)"
_newsctl() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\\t'*}")
    done < <(_NEWSCTL_COMPLETE=1 newsctl "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    [[ ${COMPREPLY-} == *= ]] && compopt +o filenames -o nospace 2>/dev/null  # a value follows
}
complete -o default -o filenames -o nosort -F _newsctl newsctl
"""

_ZSH = """\
#compdef newsctl
# In ~/.zshrc, after compinit: eval "$(newsctl --show-completion zsh)"
_newsctl() {
    local line
    local -a values shown
    for line in "${(@f)$(_NEWSCTL_COMPLETE=1 newsctl "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\\t'*}")
        shown+=("${line/$'\\t'/  -- }")
    done
    if (( ! $#values )); then
        _files
        return
    fi
    [[ $words[CURRENT] == --*=* ]] && compset -P 1 '*='
    local -a how=(-V newsctl -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
    [[ "$shown" == "$values" ]] || how+=(-l -d shown)
    compadd $how -a values
}
compdef _newsctl newsctl
"""

_FISH = """\
# In ~/.config/fish/config.fish: newsctl --show-completion fish | source
function __newsctl_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l typed (commandline -ct)
    set -l option (string match --regex -- '^--[^=]+=' $typed; or echo '')
    set -l values (_NEWSCTL_COMPLETE=1 newsctl $words $typed 2>/dev/null)
    if set -q values[1]
        printf '%s\\n' $option$values
    else
        __fish_complete_path $typed
    end
end
complete --command newsctl --no-files --keep-order --arguments '(__newsctl_complete)'
"""

SCRIPTS = {Shell.BASH: _BASH, Shell.ZSH: _ZSH, Shell.FISH: _FISH}
