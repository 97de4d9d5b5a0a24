import { type Command, sh } from '../../shell/command.ts';

/** How long the two configurations are, and the folder for what is fetched. */
export interface FetchOptions {
  readonly curlBytes: number;
  readonly wgetBytes: number;
  readonly directory: string | undefined;
  readonly isContentRead: boolean;
}

/**
 * A script that fetches what its standard input describes: curl's configuration, wget's, and the URL. It prints, each followed by a NUL: the folder it made, the size of `content` in it, the last URL, the headers, and what
 * the program said if it failed without an answer; and, where asked, the content. Exits with 69 where there is neither curl nor GNU wget.
 */
export function fetchScript({ directory, curlBytes, wgetBytes, isContentRead }: FetchOptions): Command {
  return sh`umask 077
if command -v curl >/dev/null 2>&1; then lab_program=curl
elif wget --version 2>/dev/null | grep -q '^GNU Wget'; then lab_program=wget
else exit 69; fi
${directory === undefined ? sh`lab_folder=$(mktemp -d) || exit 1` : sh`lab_folder=$(mktemp -d -- ${directory}/.lab.XXXXXXXX) || exit 1`}
lab_done=
trap '[ -n "$lab_done" ] || rm -rf -- "$lab_folder"' EXIT
trap 'exit 143' HUP INT TERM
cd -- "$lab_folder" || exit 1
head -c ${curlBytes} >curl && head -c ${wgetBytes} >wget && cat >url || exit 1
: >content; : >headers; : >said; : >url_out
if [ $lab_program = curl ]; then
  printf 'output = "content"\\ndump-header = "headers"\\n' >>curl
  curl -q --config curl --write-out '%{url_effective}' >url_out 2>said && : >said
else
  wget --config=wget --input-file=url --output-document=content 2>headers && : >said || lab_wget=$?
  # 8: the server answered, but with an error.
  case \${lab_wget:-0} in 0 | 8) ;; *) cp headers said; [ -s said ] || echo "wget ended with $lab_wget" >said ;; esac
fi
lab_size=$(wc -c <content)
printf '%s\\0' "$PWD" "$lab_size" "$(cat url_out)" "$(cat headers)" "$(cat said)"
rm -f -- curl wget url headers said url_out
${isContentRead ? sh`tr -d '\\000' <content` : sh`:`}
lab_done=yes`;
}
