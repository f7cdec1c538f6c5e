# Ends the processes that a JVM has started when that JVM is gone, however it went: its end of the pipe closes and `read` fails.
# Lines in: "+ SIGNAL PID" begins to watch, "- PID" stops watching, "/ FOLDER" is removed at the end, "= FOLDER" is not any more.
trap '' INT TERM HUP QUIT
newline='
'
watched=
folders=
while read -r what rest; do
  case $what in
    +) watched="$watched ${rest% *}:${rest#* }" ;;
    -) kept=
       for entry in $watched; do
         [ "${entry#*:}" = "$rest" ] || kept="$kept $entry"
       done
       watched=$kept ;;
    /) folders="$folders$rest$newline" ;;
    =) folders=$(printf '%s' "$folders" | grep -vxF -e "$rest")$newline ;;
  esac
done
for entry in $watched; do
  kill -s "${entry%%:*}" "${entry#*:}" 2>/dev/null
done
rounds=0
while [ $rounds -lt 50 ]; do
  alive=
  for entry in $watched; do
    kill -0 "${entry#*:}" 2>/dev/null && alive=yes
  done
  [ -n "$alive" ] || break
  sleep 0.2
  rounds=$((rounds + 1))
done
for entry in $watched; do
  kill -s KILL "${entry#*:}" 2>/dev/null
done
printf '%s' "$folders" | while read -r folder; do
  [ -z "$folder" ] || rm -rf -- "$folder"
done
