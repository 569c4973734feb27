#!/usr/bin/env python3
"""The language server with clients that other people wrote: pytest-lsp with what VS Code, Neovim and Emacs say they can do, and Emacs itself.

    clients.py BINARY
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lsprotocol import types as lsp
from pytest_lsp import client_capabilities, make_test_lsp_client

BINARY = os.path.abspath(sys.argv[1])
CLIENTS = ["visual-studio-code", "neovim", "emacs"]
TEXT = """version: 1
company: Northwind Outfitters
projects:
  yw1unoukjcawe:
    plan: Pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: unidirectional
        customer:
          account: "210987654321"
          region: eu-west-1
        ports:
          - { service: SFTP, port: 2222 }
          - { service: \U0001F600, port: 443 }
"""


async def session(name: str, folder: Path):
    """Everything a user does in a minute, with types that are checked on the way in and out."""
    client = make_test_lsp_client()
    await client.start_io(BINARY, "server", "--today", "2026-11-24")
    uri = (folder / "privatelink.yaml").as_uri()
    await client.initialize_session(lsp.InitializeParams(
        capabilities=client_capabilities(name), root_uri=folder.as_uri(),
        workspace_folders=[lsp.WorkspaceFolder(uri=folder.as_uri(), name="w")]))
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(
        text_document=lsp.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=TEXT)))
    identifier = lsp.TextDocumentIdentifier(uri=uri)
    capabilities = client_capabilities(name)
    if getattr(capabilities.text_document, "diagnostic", None):
        report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(text_document=identifier))
        found = report.items
    else:
        await client.wait_for_notification("textDocument/publishDiagnostics")
        found = client.diagnostics[uri]
    assert sorted(finding.code for finding in found) == ["https-to-commerce", "unknown-value"], found

    # In whatever units were agreed on.
    units = next(finding for finding in found if finding.code == "https-to-commerce").range.start.character
    hover = await client.text_document_hover_async(lsp.HoverParams(text_document=identifier, position=lsp.Position(4, 5)))
    assert "plan" in str(hover.contents)
    items = await client.text_document_completion_async(lsp.CompletionParams(text_document=identifier, position=lsp.Position(4, 10)))
    assert [item.label for item in items.items] == ["pro", "starter"], items
    everywhere = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(
        text_document=identifier, range=everywhere, context=lsp.CodeActionContext(diagnostics=list(found))))
    titles = [action.title for action in actions]
    assert "Write `pro`" in titles and "Apply all safe fixes" in titles, titles
    for action in actions:
        if action.edit is None and action.data is not None:
            assert (await client.code_action_resolve_async(action)).edit
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(text_document=identifier))
    assert symbols[0].name == "yw1unoukjcawe"
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(text_document=identifier))
    assert lenses[0].command.title == "1 gap", lenses
    assert await client.text_document_folding_range_async(lsp.FoldingRangeParams(text_document=identifier))
    assert await client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="prod"))
    await client.text_document_formatting_async(lsp.DocumentFormattingParams(
        text_document=identifier, options=lsp.FormattingOptions(tab_size=2, insert_spaces=True)))
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(
        text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=2),
        content_changes=[lsp.TextDocumentContentChangePartial(
            range=lsp.Range(lsp.Position(15, units), lsp.Position(15, units + 3)), text="8443"),
            lsp.TextDocumentContentChangePartial(range=lsp.Range(lsp.Position(4, 10), lsp.Position(4, 11)), text="p")]))
    if getattr(capabilities.text_document, "diagnostic", None):
        report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(text_document=identifier))
        assert not report.items, report
    else:
        await client.wait_for_notification("textDocument/publishDiagnostics")
        assert not client.diagnostics[uri], client.diagnostics[uri]
    await client.shutdown_session()
    print(f"{name}: {len(found)} findings, {len(items.items)} completions, {len(actions)} actions")


def emacs(folder: Path):
    """Emacs with eglot: findings, hover and completion of a file."""
    path = folder / "privatelink.yaml"
    path.write_text(TEXT)
    program = folder / "session.el"
    program.write_text(f"""
(require 'package) (package-initialize)
(require 'eglot) (require 'flymake) (require 'yaml-mode)
(setq eglot-autoshutdown nil)
(add-to-list 'eglot-server-programs '(yaml-mode . ("{BINARY}" "server" "--today" "2026-11-24")))
(find-file "{path}") (yaml-mode)
(apply #'eglot (eglot--guess-contact))
(let ((end (time-add nil 20)))
  (while (and (not (flymake-diagnostics)) (time-less-p nil end))
    (accept-process-output nil 0.05) (flymake-start nil)))
(dolist (finding (flymake-diagnostics))
  (princ (format "finding %d %s\\n" (line-number-at-pos (flymake-diagnostic-beg finding)) (flymake-diagnostic-text finding))))
(goto-char (point-min)) (search-forward "plan: ")
(princ (format "hover %s\\n" (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
(princ (format "completion %s\\n" (jsonrpc-request (eglot-current-server) :textDocument/completion (eglot--TextDocumentPositionParams))))
(eglot-shutdown (eglot-current-server))
""")
    run = subprocess.run(["emacs", "--batch", "-l", program], capture_output=True, text=True, timeout=60, cwd=folder)
    for expected in ("finding 5 ", "finding 16 ", "The plan of the project", "starter"):
        assert expected in run.stdout, (expected, run.stdout, run.stderr)
    print("emacs: findings, hover and completion arrive")


def main():
    for name in CLIENTS:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(asyncio.wait_for(session(name, Path(os.path.realpath(folder))), 60))
    elpa = Path("/usr/share/emacs/site-lisp/elpa")
    if not shutil.which("emacs") or not any(elpa.glob("eglot-*")) or not any(elpa.glob("yaml-mode-*")):
        print("Emacs is left out: emacs, eglot or yaml-mode is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        emacs(Path(os.path.realpath(folder)))


main()
