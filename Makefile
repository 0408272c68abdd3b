# A thin shell over scripts/bootstrap.py, which sets up .venv in this checkout when it has to.
# Arguments pass through: make build ARGS="khm --language en"    make test ARGS="-k overlay"

PYTHON ?= python3
ARGS ?=
VERBS := build test soak lint bench gallery wheelhouse clean

.DEFAULT_GOAL := build
.PHONY: $(VERBS)

$(VERBS):
	@$(PYTHON) scripts/bootstrap.py $@ $(ARGS)
