using System.Collections.Concurrent;
using Guotu.Testing;
using Guotu.Testing.Node;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>A demonstration county served with its pages, and a real Chromium in which each of its people has a window.</summary>
public sealed class BrowserOffice : IAsyncLifetime
{
    /// <summary>The password that everyone takes when the first one must be changed.</summary>
    public const string NewPassword = "Xixiang-County-2026";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--lang=zh-CN",
    ];

    private readonly Dictionary<string, Desk> _desks = new(StringComparer.Ordinal);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public DemonstrationHome Home { get; private set; } = null!;

    public ServingNode Node { get; private set; } = null!;

    /// <summary>Where the pages look for a UKey agent; none is there until a test starts one.</summary>
    public int AgentPort { get; } = ServingNode.FreePort();

    /// <summary>What the pages complained of: errors, refused requests, warnings in the console.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Refusals that a test provokes on purpose, as <c>status path</c>.</summary>
    public HashSet<string> Provoked { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the pictures go, to be looked at beside the mocks.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(TestData.Checkout, "out", "test", "pictures")).FullName;

    public async ValueTask InitializeAsync()
    {
        Home = await DemonstrationHome.CreateAsync();
        var port = ServingNode.FreePort();
        await CountyAuthority.AllowAsync(Home.Home, port, AgentPort);
        Node = await ServingNode.StartAsync(Home.Home, atPort: port);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = Quiet,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        await Node.DisposeAsync();
        Home.Dispose();
    }

    /// <summary>The window of one person, logged in; the first password is changed on the way.</summary>
    public async Task<Desk> AsAsync(string account)
    {
        if (_desks.TryGetValue(account, out var known))
        {
            return known;
        }

        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 1366, Height = 768 },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            AcceptDownloads = true,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        var desk = new Desk(this, account, page);
        desk.Watch();
        await desk.LogInAsync(Home.Passwords[account]);
        _desks[account] = desk;
        return desk;
    }

    /// <summary>Fails when a page complained since the last call.</summary>
    public void AssertNoFaults()
    {
        var found = Faults.ToArray();
        Faults.Clear();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
