# ensign_embed(target NAMESPACE ns NAME fn FILES glob…)
# Puts files into the binary: `ns::fn()` gives them as {name, bytes}, sorted by name. The source that
# holds the bytes is made again whenever one of the files changes.
function(ensign_embed target)
  cmake_parse_arguments(EMBED "" "NAMESPACE;NAME" "FILES" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS ${EMBED_FILES})
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${EMBED_NAME}.cpp)
  string(REPLACE ";" "|" file_list "${files}")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DNAMESPACE=${EMBED_NAMESPACE}
            -DNAME=${EMBED_NAME} "-DFILES=${file_list}"
            -P ${PROJECT_SOURCE_DIR}/compiler/embed_write.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/compiler/embed_write.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
