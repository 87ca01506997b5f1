package io.descent.job;

import io.descent.access.Tenant;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.History;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Remembers jobs while a test runs that is about something else; nobody runs those that wait. */
public final class JobsInMemory implements JobStore {

    private final ConcurrentSkipListMap<String, Job> jobs = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> requests = new ConcurrentHashMap<>();
    private final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();
    private final Map<String, History> histories = new ConcurrentHashMap<>();
    private final Map<String, KeyHolder> holders = new ConcurrentHashMap<>();

    @Override
    public boolean insert(Job ended, @Nullable IdempotencyKey key) {
        if (key != null
                && holders.putIfAbsent(name(ended.tenant(), key.key()), new KeyHolder(key.bodySha256(), ended.id()))
                        != null) {
            return false;
        }
        jobs.put(ended.id(), ended);
        return true;
    }

    @Override
    public boolean submit(Job queued, @Nullable IdempotencyKey key, RequestBody request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            request.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests.put(queued.id(), bytes.toByteArray());
        return insert(queued, key);
    }

    @Override
    public InputStream request(String id) {
        return new ByteArrayInputStream(Objects.requireNonNull(requests.get(id)));
    }

    @Override
    public synchronized boolean replace(Job next) {
        Job current = jobs.get(next.id());
        return current != null && current.version() == next.version() - 1 && jobs.put(next.id(), next) != null;
    }

    @Override
    public synchronized boolean checkpoint(
            String id, int run, Progress progress, Checkpoint checkpoint, History since) {
        Job current = jobs.get(id);
        if (current == null || current.run() != run || current.status().done()) {
            return false;
        }
        jobs.put(id, current.at(progress));
        checkpoints.put(id, checkpoint);
        histories.merge(id, since, (before, more) -> History.concat(List.of(before, more)));
        return true;
    }

    @Override
    public Optional<Checkpoint> checkpoint(String id) {
        return Optional.ofNullable(checkpoints.get(id));
    }

    @Override
    public Optional<Tenant> owner(String id) {
        return find(id).map(Job::tenant);
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public History history(String id, int fromRecord) {
        return histories.getOrDefault(id, History.NONE).slice(fromRecord);
    }

    @Override
    public Page list(Query query) {
        List<Job> newestFirst = jobs.descendingMap().values().stream()
                .filter(job -> job.tenant().equals(query.tenant()))
                .toList();
        return new Page(newestFirst.subList(0, Math.min(query.limit(), newestFirst.size())), false);
    }

    @Override
    public List<Standing> standings(Collection<String> ids) {
        return ids.stream()
                .flatMap(id -> find(id).stream())
                .map(job -> new Standing(
                        job.id(),
                        job.version(),
                        job.status(),
                        job.intent(),
                        job.progress().epoch(),
                        history(job.id(), 0).size()))
                .toList();
    }

    @Override
    public Backlog backlog(Lane lane) {
        List<Job> waiting = jobs.values().stream()
                .filter(job -> job.status() == JobStatus.QUEUED && job.lane() == lane)
                .toList();
        return new Backlog(
                waiting.size(), waiting.stream().mapToDouble(Job::work).sum());
    }

    @Override
    public Optional<KeyHolder> holder(Tenant tenant, String key) {
        return Optional.ofNullable(holders.get(name(tenant, key)));
    }

    private static String name(Tenant tenant, String key) {
        return tenant + "/" + key;
    }

    @Override
    public Deletion delete(String id) {
        return jobs.remove(id) == null ? Deletion.NOT_FOUND : Deletion.DELETED;
    }

    @Override
    public int forgetExpired(Instant now) {
        return 0;
    }
}
