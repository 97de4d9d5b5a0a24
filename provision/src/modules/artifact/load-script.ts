import { LAB_CTR, LOADED_LABEL } from '../../facts/containerd-image.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';

/** What an image that an import made is marked with: the SHA-256 of the archive. */
const ARCHIVE_LABEL = 'remla-lab.archive';

/** How containerd is told that an image is not to be cleared away, and tells the kubelet. */
const PINNED_LABEL = 'io.cri-containerd.pinned=pinned';

/** An archive of the machine, and the name under which its image shall be known. */
export interface Loading {
  readonly archive: string;
  readonly sha256: string;
  readonly image: string;
  /** The kubelet's clearing up leaves it alone. */
  readonly isPinned: boolean;
}

/**
 * A script that has containerd import the archive of one image, gives it its name, and says at last on the image itself which
 * archive it came from: a script that is cut leaves no such word. Prints the digest of the image.
 */
export function loadScript({ archive, sha256, image, isPinned }: Loading): Command {
  const mark = `${ARCHIVE_LABEL}=${sha256}`;
  return sh`${LAB_CTR}
lab_said=$(lab_ctr images import --digests --skip-digest-for-named --label ${mark} ${archive} 2>&1) || {
  case $lab_said in
    *'not defined'*) echo "this containerd is too old to load images: it needs version 2.2" >&2 ;;
    *) printf '%s\\n' "$lab_said" | grep -v '^time=' >&2 ;;
  esac
  exit 1
}
lab_list=$(lab_ctr images ls ${`labels."${ARCHIVE_LABEL}"==${sha256}`} 2>/dev/null) || exit 1
lab_found= lab_digests= lab_first= lab_names=
while read -r lab_name _ lab_digest _; do
  case $lab_digest in sha256:*) ;; *) continue ;; esac
  [ "$lab_name" != ${image} ] || lab_found=$lab_digest
  lab_first=\${lab_first:-$lab_name} lab_names="$lab_names $lab_name"
  case " $lab_digests " in *" $lab_digest "*) ;; *) lab_digests="$lab_digests $lab_digest" ;; esac
done <<END
$lab_list
END
if [ -z "$lab_found" ]; then
  set -- $lab_digests
  case $# in
    0) echo "the archive holds no image for this machine" >&2; exit 1 ;;
    1) lab_found=$1 ;;
    *) echo "the archive holds several images, and none is called" ${image}":$lab_names" >&2; exit 1 ;;
  esac
  lab_ctr images tag --force "$lab_first" ${image} >/dev/null || exit 1
fi
for lab_name in $lab_names; do
  # A name that the import made up, for an image that has none in the archive.
  case $lab_name in import-????-??-??[:@]*) lab_ctr images rm "$lab_name" >/dev/null ;; esac
done
lab_ctr images label ${image} ${isPinned ? [PINNED_LABEL] : []} ${LOADED_LABEL}=${sha256}."\${lab_found#sha256:}" >/dev/null || exit 1
printf %s "$lab_found"`;
}
