using System.Diagnostics;
using Guotu.MainJob.Bench;
using Guotu.Testing.Node;
using Microsoft.Playwright;

namespace Guotu.FreshLoad.Bench;

/// <summary>
/// From the address of the one map to the last answer it asked for and the frame after it (全县首次打开), in Chromium with an empty cache, over loopback
/// and therefore unpacked; the way there of a real network is not in it.
/// </summary>
internal static class FreshLoad
{
    private const string Account = "lijg";

    /// <summary>Nothing asked for so long is the end of the loading.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1.5);

    private static readonly (string Name, string Address, double? Target)[] Scenes =
    [
        ("whole county, red lines and patches on", "map?l=DLTB,YJJBNT,STBHHX,CZKFBJ", 3),
        ("at 1:40,000, every patch drawn", "map?l=DLTB,YJJBNT,STBHHX,CZKFBJ&c=107.77,32.98&z=12.5", 3),
    ];

    private static readonly string[] Quiet = ["--no-sandbox", "--disable-gpu"];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(string home, int runs)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Quiet });
        var results = new List<BenchResult>();
        foreach (var (name, address, target) in Scenes)
        {
            var (started, running, kept) = (new Series(), new Series(), 0L);
            for (var run = 0; run < runs; run++)
            {
                await using var node = await ServingNode.StartAsync(home);
                using var person = await StaffClient.SignInAsync(node.Address, Account, DemonstrationHome.Open(home).Passwords[Account]);
                started.Add((await LoadAsync(browser, node, person, address)).Seconds);
                var (seconds, bytes) = await LoadAsync(browser, node, person, address);
                running.Add(seconds, node.PeakMemory);
                kept = bytes;
            }

            results.Add(started.Against($"{name} ({kept >> 10} KiB), node just started", "s", null, null, target));
            results.Add(running.Against($"{name}, node running", "s", null, null, target));
        }

        return results;
    }

    private static async Task<(double Seconds, long Bytes)> LoadAsync(IBrowser browser, ServingNode node, StaffClient person, string address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1366, Height = 768 } });
        await context.AddCookiesAsync(person.Cookie.Split("; ").Select(c => c.Split('=', 2)).Select(c => new Cookie { Name = c[0], Value = c[1], Url = node.Address.ToString() }));
        var page = await context.NewPageAsync();
        var (watch, pending, last, refused) = (Stopwatch.StartNew(), 0, 0.0, 0);
        page.Request += (_, _) => Interlocked.Increment(ref pending);
        page.RequestFinished += (_, _) => Ended();
        page.RequestFailed += (_, _) => Ended();
        page.Response += (_, r) => refused += r.Status >= 400 ? 1 : 0;
        await page.GotoAsync(new Uri(node.Address, address).ToString());
        while (Volatile.Read(ref pending) > 0 || watch.Elapsed.TotalSeconds - last < Silence.TotalSeconds)
        {
            await Task.Delay(100);
        }

        var ended = last;
        watch.Restart();
        await page.EvaluateAsync("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        var bytes = await page.EvaluateAsync<long>("performance.getEntriesByType('resource').reduce((sum, r) => sum + r.transferSize, 0)");
        return refused == 0 && await page.Locator("#map canvas").CountAsync() > 0
            ? (ended + watch.Elapsed.TotalSeconds, bytes)
            : throw new InvalidOperationException($"{refused} requests were refused, or there is no map");

        void Ended()
        {
            last = watch.Elapsed.TotalSeconds;
            Interlocked.Decrement(ref pending);
        }
    }
}
