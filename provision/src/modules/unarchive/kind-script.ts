import { sh } from '../../shell/command.ts';
import { lacksProgram } from '../../shell/lacks-program.ts';

/**
 * Finds out what kind of archive \`lab_archive\` is by how it begins: Ansible's name for it into \`lab_handler\`, tar's option
 * into \`lab_flag\`. Ends where the machine lacks the program that unpacks it.
 */
export const FIND_KIND = sh`[ -f "$lab_archive" ] || lab_fail "Source '$lab_archive' does not exist"
[ -r "$lab_archive" ] || lab_fail "Source '$lab_archive' not readable"
[ -s "$lab_archive" ] || lab_fail "Invalid archive '$lab_archive', the file is 0 bytes"
case $(od -An -tx1 -N6 <"$lab_archive" | tr -d ' \\n') in
  504b0304*|504b0506*) lab_handler=ZipArchive lab_flag= lab_program=unzip ;;
  1f8b*) lab_handler=TgzArchive lab_flag=-z lab_program=gzip ;;
  425a68*) lab_handler=TarBzipArchive lab_flag=-j lab_program=bzip2 ;;
  fd377a585a00) lab_handler=TarXzArchive lab_flag=-J lab_program=xz ;;
  28b52ffd*) lab_handler=TarZstdArchive lab_flag=--zstd lab_program=zstd ;;
  *) lab_handler=TarArchive lab_flag= lab_program=tar ;;
esac
command -v "$lab_program" >/dev/null || ${lacksProgram(sh`"$lab_program"`)}`;
