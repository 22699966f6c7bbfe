#include "preview/server.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <mutex>
#include <netinet/in.h>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "preview/answer.h"
#include "preview/listeners.h"

namespace ensign::preview {
namespace {

constexpr int idle_seconds = 30, heartbeat_seconds = 15;
constexpr ev_ssize_t most_header_bytes = 16384, most_body_bytes = 16384;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

struct Free {
  void operator()(event_base* base) const { event_base_free(base); }
  void operator()(evhttp* http) const { evhttp_free(http); }
  void operator()(event* one) const { event_free(one); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

std::string path_of(std::string_view target) {
  const std::string raw(target.substr(0, target.find_first_of("?#")));
  std::size_t size = 0;
  char* decoded = evhttp_uridecode(raw.c_str(), 0, &size);
  if (decoded == nullptr) return {};
  std::string path(decoded, size);
  std::free(decoded);
  return path;
}

std::string query_of(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t mark = target.find('?');
  return mark == target.npos ? std::string() : std::string(target.substr(mark + 1));
}

std::string method_of(evhttp_request* request) {
  switch (evhttp_request_get_command(request)) {
    case EVHTTP_REQ_GET:
      return "GET";
    case EVHTTP_REQ_HEAD:
      return "HEAD";
    default:
      return "another";
  }
}

Request read_request(evhttp_request* raw) {
  Request request;
  request.method = method_of(raw);
  const evkeyvalq* headers = evhttp_request_get_input_headers(raw);
  for (const evkeyval* header = headers->tqh_first; header != nullptr;
       header = header->next.tqe_next) {
    if (evutil_ascii_strcasecmp(header->key, "Host") == 0)
      request.hosts.emplace_back(header->value);
  }
  const char* uri = evhttp_request_get_uri(raw);
  const std::string_view target = uri != nullptr ? uri : "";
  request.path = path_of(target);
  request.query = query_of(target);
  return request;
}

class LoopbackServer : public Server {
 public:
  LoopbackServer(std::shared_ptr<const State> state)
      : state_(std::move(state)), bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

  ~LoopbackServer() override {
    if (!thread_.joinable()) return;
    {
      const std::scoped_lock lock(mutex_);
      ending_ = true;
    }
    ring();
    thread_.join();
  }

  Result<void> listen(unsigned port) {
    base_.reset(event_base_new());
    http_.reset(base_ ? evhttp_new(base_.get()) : nullptr);
    if (!http_ || bell_.number() < 0) return failure("cannot prepare to listen");
    evhttp_set_allowed_methods(http_.get(), 0xffff);  // answer() refuses, in words
    evhttp_set_max_headers_size(http_.get(), most_header_bytes);
    evhttp_set_max_body_size(http_.get(), most_body_bytes);
    evhttp_set_timeout(http_.get(), idle_seconds);
    evhttp_set_gencb(http_.get(), &LoopbackServer::on_request, this);
    TRY(bind(port));
    rung_.reset(event_new(base_.get(), bell_.number(), EV_READ | EV_PERSIST, &on_bell, this));
    heartbeat_.reset(event_new(base_.get(), -1, EV_PERSIST, &on_heartbeat, this));
    event_add(rung_.get(), nullptr);
    const timeval pause{heartbeat_seconds, 0};
    event_add(heartbeat_.get(), &pause);
    thread_ = std::thread([this] { run(); });
    return {};
  }

  unsigned port() const override { return port_; }

  void show(std::shared_ptr<const State> state) override {
    {
      const std::scoped_lock lock(mutex_);
      state_ = std::move(state);
    }
    ring();
  }

 private:
  Result<void> bind(unsigned port) {
    errno = 0;
    evhttp_bound_socket* bound =
        evhttp_bind_socket_with_handle(http_.get(), "127.0.0.1", static_cast<std::uint16_t>(port));
    if (bound == nullptr) {
      const int code = errno;
      return failure(
          fmt::format("cannot listen on port {} of 127.0.0.1: {}", port, std::strerror(code)),
          "`--port 0` takes one that is free, `--port N` another");
    }
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(evhttp_bound_socket_get_fd(bound), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    return {};
  }

  void ring() const {
    const std::uint64_t one = 1;
    // A full counter is a bell that rings already.
    [[maybe_unused]] const ssize_t written = ::write(bell_.number(), &one, sizeof one);
  }

  // Signals are for the main thread. SIGPIPE is for the thread whose reader has gone, and a write
  // that fails is told all the same.
  void run() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    event_base_dispatch(base_.get());
  }

  std::shared_ptr<const State> state() {
    const std::scoped_lock lock(mutex_);
    return state_;
  }

  void respond(evhttp_request* raw) {
    const Request request = read_request(raw);
    const auto now_shown = state();
    const Answer given = answer(request, *now_shown, port_);
    evkeyvalq* headers = evhttp_request_get_output_headers(raw);
    for (const auto& [name, value] : given.headers) {
      evhttp_add_header(headers, name.c_str(), value.c_str());
    }
    const bool with_body = request.method != "HEAD";
    if (given.events && with_body) return listeners_.add(raw, event_json(*now_shown));
    evbuffer* body = evbuffer_new();
    if (with_body) {
      evbuffer_add(body, given.body.data(), given.body.size());
    } else {
      evhttp_add_header(headers, "Content-Length", std::to_string(given.body.size()).c_str());
    }
    evhttp_send_reply(raw, given.status, nullptr, body);
    evbuffer_free(body);
  }

  static void on_request(evhttp_request* request, void* self) {
    static_cast<LoopbackServer*>(self)->respond(request);
  }

  static void on_bell(evutil_socket_t bell, short, void* self) {
    auto& server = *static_cast<LoopbackServer*>(self);
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t taken = ::read(bell, &count, sizeof count);
    bool ending = false;
    {
      const std::scoped_lock lock(server.mutex_);
      ending = server.ending_;
    }
    if (ending) {
      event_base_loopbreak(server.base_.get());
    } else {
      server.listeners_.tell(event_json(*server.state()));
    }
  }

  static void on_heartbeat(evutil_socket_t, short, void* self) {
    static_cast<LoopbackServer*>(self)->listeners_.beat();
  }

  std::mutex mutex_;  // of the two below
  std::shared_ptr<const State> state_;
  bool ending_ = false;

  Descriptor bell_;  // wakes the thread
  unsigned port_ = 0;
  Listeners listeners_;  // of the thread alone; outlives the connections
  Owned<event_base> base_;
  Owned<evhttp> http_;
  Owned<event> rung_, heartbeat_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(unsigned port, std::shared_ptr<const State> state) {
  auto server = std::make_unique<LoopbackServer>(std::move(state));
  TRY(server->listen(port));
  return server;
}

}  // namespace ensign::preview
