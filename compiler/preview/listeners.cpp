#include "preview/listeners.h"

#include <algorithm>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/http.h>
#include <fmt/format.h>
#include <string_view>

namespace ensign::preview {
namespace {

constexpr std::size_t most = 64;

void send_chunk(evhttp_request* request, std::string_view text) {
  evbuffer* chunk = evbuffer_new();
  evbuffer_add(chunk, text.data(), text.size());
  evhttp_send_reply_chunk(request, chunk);
  evbuffer_free(chunk);
}

}  // namespace

void Listeners::add(evhttp_request* request, const std::string& message) {
  if (requests_.size() >= most) return evhttp_send_error(request, 503, nullptr);
  evhttp_connection* connection = evhttp_request_get_connection(request);
  evhttp_connection_set_closecb(connection, &on_close, this);
  evhttp_send_reply_start(request, 200, nullptr);
  // Silence is what this connection is for: it has no time limit.
  bufferevent_set_timeouts(evhttp_connection_get_bufferevent(connection), nullptr, nullptr);
  requests_.push_back(request);
  send_chunk(request, fmt::format("retry: 500\ndata: {}\n\n", message));
}

void Listeners::tell(const std::string& message) { send(fmt::format("data: {}\n\n", message)); }

void Listeners::beat() { send(":\n\n"); }

// From a copy: a connection that breaks meanwhile takes itself out.
void Listeners::send(const std::string& text) {
  for (evhttp_request* request : std::vector(requests_)) {
    if (std::ranges::find(requests_, request) != requests_.end()) send_chunk(request, text);
  }
}

// A request whose reader has gone was taken from its connection before this is called, and is then
// ours: its end frees it.
void Listeners::on_close(evhttp_connection* connection, void* self) {
  std::erase_if(static_cast<Listeners*>(self)->requests_, [&](evhttp_request* request) {
    const evhttp_connection* own = evhttp_request_get_connection(request);
    if (own == nullptr) evhttp_send_reply_end(request);
    return own == nullptr || own == connection;
  });
}

}  // namespace ensign::preview
