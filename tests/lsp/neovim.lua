-- Drives the language server with Neovim's own client, as a user would; `.ci/validate-lsp` runs it.
-- Expects the server in PATH, the story files in the working directory, and the README's configuration in neovim-config.lua.

local faults = 0

local function fail(what, got, wanted)
  faults = faults + 1
  io.stderr:write(("\nFAILED %s\n  got    %s\n  wanted %s\n"):format(what, vim.inspect(got), vim.inspect(wanted)))
end

local function same(what, got, wanted)
  if not vim.deep_equal(got, wanted) then fail(what, got, wanted) end
end

local function holds(what, text, part)
  if not (text or ""):find(part, 1, true) then fail(what, text, part) end
end

local function wait(what, is_so)
  if not vim.wait(30000, is_so, 20) then fail(what, "nothing in 30 seconds", "that it comes") end
end

-- What vim.lsp.start stands for where it does not exist yet (before 0.8).
vim.lsp.start = vim.lsp.start or function(config)
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
  return id
end

local function code_of(diagnostic)
  return diagnostic.code or diagnostic.user_data.lsp.code
end

-- Each finding's place, from 0 and in bytes, with the words there.
local function findings()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    same("source", one.source, "starcoach")
    local words = vim.api.nvim_buf_get_text(0, one.lnum, one.col, one.end_lnum, one.end_col, {})
    found[code_of(one)] = { one.lnum, one.col, one.end_lnum, one.end_col, one.severity, table.concat(words, "\n") }
  end
  return found
end

local function opened(file)
  vim.cmd("edit " .. file)
  wait("findings in " .. file, function() return #vim.diagnostic.get(0) > 0 end)
  return findings()
end

local function put_cursor(line, column)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
end

-- The lines of the window that hovering opens over the words at the cursor.
local function hovered()
  local lines
  vim.lsp.buf.hover()
  wait("a window with the hover", function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
  end)
  return table.concat(lines or {}, "\n")
end

-- Chooses the action of this title from the menu at the cursor.
local function act(title)
  local chosen
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if (options.format_item or tostring)(item) == title then
        chosen = true
        return choose(item, 1)
      end
    end
    chosen = false
  end
  vim.lsp.buf.code_action()
  wait("a menu with " .. title, function() return chosen ~= nil end)
  same("the menu has " .. title, chosen, true)
end

-- Line and column of each inlay hint, and what it says.
local function hints()
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } },
  }
  local found = {}
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/inlayHint", params, 30000) or {}) do
    for _, hint in ipairs(answer.result or {}) do
      table.insert(found, { hint.position.line, hint.position.character, hint.label })
    end
  end
  return found
end

local INFORMATION, HINT = vim.diagnostic.severity.INFO, vim.diagnostic.severity.HINT

local function markdown()
  same("findings in story.md", opened("story.md"), {
    ["methodology.effort-words"] = { 12, 31, 12, 67, INFORMATION, "I worked hard on the `price` service" },
    ["debugging.claimed-only"] = { 12, 5, 12, 29, INFORMATION, "I investigated the issue" },
    ["trade-offs.none"] = { 10, 3, 10, 9, INFORMATION, "Action" },
    ["impact.vague-change"] = { 17, 5, 17, 35, HINT, "The checkout got _much_ faster" },
    ["learning.none"] = { 15, 3, 15, 9, INFORMATION, "Result" },
    ["business-value.vague-benefit"] = { 17, 5, 17, 70, HINT, "The checkout got _much_ faster, and the customers were very happy" },
  })
  put_cursor(12, 10)
  local page = hovered()
  holds("hover", page, "Demonstrate systematic debugging")
  holds("hover", page, "missing")
  holds("hover", page, "An interviewer would ask")
  same("hints in story.md", hints(), {
    { 2, 12, "9 words, 17%, 0:03 of 0:24" },
    { 6, 7, "9 words, 17%, 0:03 of 0:12" },
    { 10, 9, "25 words, 46%, 0:10 of 1:00" },
    { 15, 9, "11 words, 20%, 0:04 of 0:24" },
  })
  -- Typed text reaches the server as Neovim counts it.
  vim.api.nvim_buf_set_text(0, 12, 5, 12, 29, { "I timed thirty 🛒 and", "saw that 22 of them waited" })
  wait("a finding goes when the words do", function() return not findings()["debugging.claimed-only"] end)
  put_cursor(10, 2)
  act("This tip does not apply: Explain trade-offs")
  wait("the finding goes", function() return not findings()["trade-offs.none"] end)
  local first = vim.api.nvim_buf_get_lines(0, 0, 3, false)
  same("the file says so", first, { "<!-- starcoach draft, does not apply: trade-offs -->", "", "# Tell me about a problem you solved" })
  vim.cmd("silent write")
end

local function yaml()
  same("findings in story.yaml", opened("story.yaml"), {
    ["methodology.effort-words"] = { 9, 30, 9, 66, INFORMATION, "I worked hard on the `price` service" },
    ["debugging.claimed-only"] = { 9, 4, 9, 28, INFORMATION, "I investigated the issue" },
    ["trade-offs.none"] = { 8, 2, 8, 8, INFORMATION, "action" },
    ["impact.vague-change"] = { 11, 10, 11, 38, HINT, "The checkout got much faster" },
    ["learning.none"] = { 11, 2, 11, 8, INFORMATION, "result" },
    ["business-value.vague-benefit"] = { 11, 10, 11, 73, HINT, "The checkout got much faster, and the customers were very happy" },
  })
  put_cursor(9, 8)
  holds("hover in YAML", hovered(), "Demonstrate systematic debugging")
  put_cursor(8, 2)
  act("This tip does not apply: Explain trade-offs")
  wait("the finding goes", function() return not findings()["trade-offs.none"] end)
  local lines = vim.api.nvim_buf_get_lines(0, 0, 4, false)
  same("the draft says so", lines, { "question: Tell me about a problem you solved", "not_applicable:", "- trade-offs", "attempts:" })
  vim.cmd("silent write")
  vim.api.nvim_buf_set_lines(0, 9, 10, false, { "  tsak: I had to find out why." })
  wait("a fault in YAML is an error", function()
    local fault = vim.diagnostic.get(0)[1]
    return fault and code_of(fault) == "unreadable" and fault.lnum == 9 and fault.severity == vim.diagnostic.severity.ERROR
  end)
end

local function leave()
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  vim.lsp.stop_client(clients())
  wait("the server ends", function() return #clients() == 0 end)
  local log = io.open(vim.lsp.get_log_path())
  local text = log and log:read("*a") or ""
  if text:find("stderr", 1, true) or text:find("[ERROR]", 1, true) then fail("the log", text, "no complaint") end
end

local ok, fault = xpcall(function()
  vim.o.swapfile = false
  vim.cmd("luafile neovim-config.lua")
  markdown()
  yaml()
  leave()
end, debug.traceback)
if not ok then fail("the script", fault, "no fault") end
io.stderr:write(faults == 0 and "\nNeovim sees what it should.\n" or ("\n%d faults\n"):format(faults))
vim.cmd(faults == 0 and "qall!" or "cquit!")
