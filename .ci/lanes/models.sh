# What the committed models and parsers are worth against the data and the upstream files in ../shared.

tools_models() {
  # The peers that we are compared with.
  step 'Python packages' "$CI_FOLDER/tools/python.sh" python lib-ml/golden/requirements.txt bench/requirements.txt
}

lane_models() {
  # The Python peers in bench/ load onnxruntime too, which else reports to its makers.
  export LANE=models PYTHON=$CACHE/python/bin/python ORT_DISABLE_TELEMETRY=1
  local verdict=0
  step 'data beside the checkout' ls -d "$LAB_SHARED/data/deepurl" "$LAB_SHARED/data/upstream"
  tools_models
  # Five questions, none of which waits for the answer to another.
  step 'upstream CRDs and routes' npm run upstream:check -w provision || verdict=1
  step 'values of the charts' npm run charts:check -w provision || verdict=1
  step 'golden file of lib-ml' npm run golden:check -w lib-ml || verdict=1
  step 'evaluation of the models' npm run evaluate:check -w model-training -- --data "$LAB_SHARED/data" || verdict=1
  step 'bench, one iteration' npm run smoke -w bench || verdict=1
  return "$verdict"
}
