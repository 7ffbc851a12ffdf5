using System.Diagnostics;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;
using Guotu.MainJob.Bench;

namespace Guotu.Crypto.Bench;

/// <summary>
/// The libcrypto engine beside <c>openssl speed</c> on the same library, in microseconds an operation. Bulk is pieces of 64 KiB, as a sealed
/// stream has them. SM4-GCM has no peer before OpenSSL 3.1; its peer is SM4-CTR, which it cannot beat.
/// </summary>
internal static class CryptoBench
{
    private const int Bulk = 64 * 1024;

    /// <summary>Within 10 % of the peer.</summary>
    private const double Allowed = 1.1;

    private static readonly byte[] Key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(int rounds, int seconds)
    {
        var engine = LibcryptoEngine.Find(out var lacking) ?? throw new InvalidOperationException($"no libcrypto: {lacking}");
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        var results = new List<BenchResult>();
        foreach (var job in Jobs(engine, key))
        {
            Console.Error.WriteLine(job.Name);
            var (ours, peer) = (new Series(), new Series());
            Measure(job.Once, TimeSpan.FromMilliseconds(300));
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Measure(job.Once, TimeSpan.FromSeconds(seconds)), Environment.WorkingSet);
                if (job.Peer is { } speed)
                    peer.Add(await speed(seconds));
            }

            results.Add(ours.Against(
                job.Name,
                "µs",
                peer.Count > 0 ? peer : null,
                job.PeerName,
                peer.Count > 0 ? Math.Round(peer.Median * Allowed, 3) : null));
        }

        return results;
    }

    private static IEnumerable<Job> Jobs(LibcryptoEngine engine, Sm2PrivateKey key)
    {
        var (data, output, digest) = (new byte[Bulk], new byte[Bulk + 32], new byte[32]);
        var nonce = new byte[12];
        yield return new Job("SM3, 64 KiB", () => engine.HashSm3(data, digest), "openssl speed -evp sm3", s => OpensslSpeed.BulkAsync("sm3", Bulk, s));
        yield return new Job(
            "HMAC-SM3, 64 KiB", () => engine.HmacSm3(Key, data, digest), "openssl speed -hmac sm3", s => OpensslSpeed.HmacAsync("sm3", Bulk, s));
        foreach (var (mode, name) in new[] { (Sm4Mode.Cbc, "sm4-cbc"), (Sm4Mode.Ctr, "sm4-ctr") })
        {
            var running = engine.StartSm4Encryption(mode, Key, Key);
            yield return new Job(
                $"{name.ToUpperInvariant()}, 64 KiB", () => running.Update(data, output), $"openssl speed -evp {name}", s => OpensslSpeed.BulkAsync(name, Bulk, s));
        }

        yield return new Job(
            "SM4-GCM, 64 KiB", () => engine.SealSm4Gcm(Key, nonce, [], data, output.AsSpan(0, Bulk + 16)),
            "openssl speed -evp sm4-ctr", s => OpensslSpeed.BulkAsync("sm4-ctr", Bulk, s));
        yield return new Job("SM4-CCM, 64 KiB", () => engine.SealSm4Ccm(Key, nonce, [], data, output.AsSpan(0, Bulk + 16)), null, null);
        yield return new Job("SM4-GCM, 64 bytes", () => engine.SealSm4Gcm(Key, nonce, [], data.AsSpan(0, 64), output.AsSpan(0, 80)), null, null);

        var id = System.Text.Encoding.ASCII.GetBytes(Sm2.DefaultUserId);
        var signature = engine.SignSm2(key, id, data.AsSpan(0, 64));
        yield return new Job("SM2 sign", () => engine.SignSm2(key, id, data.AsSpan(0, 64)), "openssl speed sm2", s => OpensslSpeed.Sm2Async(0, s));
        yield return new Job(
            "SM2 verify", () => engine.VerifySm2(key.PublicKey, id, data.AsSpan(0, 64), signature), "openssl speed sm2", s => OpensslSpeed.Sm2Async(1, s));
    }

    /// <summary>Microseconds of processor time an operation: what else runs on the machine is not counted, as openssl speed does not.</summary>
    private static double Measure(Action once, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var count = 0L;
        while (watch.Elapsed < length)
        {
            once();
            count++;
        }

        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / count;
    }

    private sealed record Job(string Name, Action Once, string? PeerName, Func<int, Task<double>>? Peer);
}
