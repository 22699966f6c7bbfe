// A request to an answer: pure, so that every refusal can be tested without a network.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "preview/state.h"

namespace ensign::preview {

struct Request {
  std::string method;
  std::vector<std::string> hosts;  // the values of all Host fields
  std::string path;                // decoded, without query
  std::string query;
};

struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;     // also for HEAD, which gets its size alone
  bool events = false;  // no body: stays open, and is told of every new state
};

// Only a browser on this machine that asked for this machine is answered: a page of somebody else's
// whose name was made to point here (DNS rebinding) sends another Host. Only GET and HEAD; no store
// may keep an answer, and no other origin may load one.
Answer answer(const Request& request, const State& state, unsigned port);

}  // namespace ensign::preview
