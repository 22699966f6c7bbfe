// bench_trust [FLAGS]: what the trust checks of so many flags with three approvals each take, in
// CPU of all threads. Prints one line for each part; nothing is judged.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sys/resource.h>
#include <thread>

#include "model/model.h"
#include "record/record.h"
#include "test_signer.h"
#include "trust/tally.h"

namespace {

using namespace ensign;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <typename Work>
void measure(const char* what, Work work) {
  const double before = cpu_seconds();
  work();
  std::printf("%-40s %7.1f ms\n", what, (cpu_seconds() - before) * 1000);
}

constexpr const char* signers[] = {"ada", "ben", "cora"};

std::map<std::string, std::string> repository(int flags) {
  std::map<std::string, std::string> files{
      {"ensign.yaml",
       "project: 5f0c2d7e9b1a4c33\nname: example\nenvironments:\n  production: { protected: true "
       "}\n"},
      {"trust/policy.yaml", "approvals:\n  - { rule: all, people: 3 }\n"}};
  std::string people = "people:\n";
  for (const std::string signer : signers) {
    people +=
        "  " + signer + ": { keys: [ { key: \"" + test::Signer(signer).public_line() + "\" } ] }\n";
  }
  files["trust/people.yaml"] = people;
  for (int i = 0; i < flags; ++i) {
    const std::string key = "flag-" + std::to_string(i);
    files["flags/" + key + ".yaml"] =
        "key: " + key + "\ntitle: A flag\ntype: permission\nowner: ada\nrisk: L1\n" +
        "permanent: yes indeed\nenvironments:\n  production: { serve: on }\n";
  }
  return files;
}

void sign_all(std::map<std::string, std::string>& files, Instant as_of) {
  const auto unsigned_model = model::read(source::Snapshot::from_memory(files, as_of), 1).model;
  for (const model::Flag& flag : unsigned_model.flags) {
    const auto record = record::flag_record(unsigned_model, flag, 0);
    for (const std::string signer : signers) {
      const test::Lines lines{.signer = signer,
                              .action = signer == "ada" ? "propose" : "approve",
                              .subject = record.subject,
                              .content = "sha256:" + crypto::hex(record.digest)};
      files[lines.path()] = test::Signer(signer).sign(lines.text());
    }
  }
}

}  // namespace

int main(int count, char** words) {
  const int flags = count > 1 ? std::atoi(words[1]) : 1000;
  const Instant as_of = *parse_as_of("2026-06-01");
  auto files = repository(flags);
  sign_all(files, as_of);
  const auto snapshot = source::Snapshot::from_memory(files, as_of);
  const unsigned threads = std::thread::hardware_concurrency();
  auto read = model::read(snapshot, threads);
  read.model.roots.emplace_back();
  std::printf("%d flags, %zu statements\n", flags, read.model.statements.size());
  std::size_t counted = 0;
  measure("signatures and keys", [&] {
    for (const auto standing : trust::standings(read.model, threads)) {
      if (standing == trust::Standing::counts) ++counted;
    }
  });
  std::size_t satisfied = 0;
  measure("all: signatures, records, counting", [&] {
    const trust::Tally tally({{&read.model, &snapshot}, {}, nullptr, threads});
    for (const trust::Entry& entry : tally.entries()) {
      if (entry.may_ship()) ++satisfied;
    }
  });
  std::printf("%zu statements count, %zu entries are approved\n", counted, satisfied);
  return read.report.has_errors() ? 1 : 0;
}
