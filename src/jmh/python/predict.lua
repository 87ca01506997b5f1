-- One row of 28 features; with DELAY_MS each connection waits so long between requests, for a latency at a rate.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local row = {}
for j = 1, 28 do row[j] = string.format("%.1f", j / 10) end
wrk.body = '{"x": [[' .. table.concat(row, ",") .. ']]}'

local wait = tonumber(os.getenv("DELAY_MS"))
if wait then
  function delay() return wait end
end
