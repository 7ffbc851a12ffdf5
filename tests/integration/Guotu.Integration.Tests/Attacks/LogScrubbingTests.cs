using System.Net.Http.Json;
using System.Text;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Personal values, a token and a password are given to the node in every way that people have, also with faults, and are then sought in the log, the
/// read journal, the database and the temporary folder (日志脱敏).
/// </summary>
public sealed class LogScrubbingTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Name = "慕容雪松";
    private const string Phone = "13977774321";
    private const string Number = "11010519491231002X";
    private const string Mistyped = "Wrong-Secret-7741";

    [Fact]
    public async Task Neither_personal_values_nor_tokens_nor_passwords_stand_in_log_journal_database_or_temporary_files()
    {
        var home = demonstration.Home.Home;
        var secrets = new List<string> { Name, Phone, Number, Mistyped, demonstration.Home.Passwords["wangxy"] };
        using (var clerk = await demonstration.SignInAsync("wangxy"))
        {
            secrets.AddRange(await GiveAsync(clerk, demonstration.Node.Address));
        }

        await demonstration.Node.StopAsync();
        var logs = new List<string> { demonstration.Node.Log };
        foreach (var signal in (string[])["QUIT", "ABRT"])
        {
            await using var node = await ServingNode.StartAsync(home);
            using (var clerk = await StaffClient.SignInAsync(node.Address, "wangxy", demonstration.Home.Passwords["wangxy"]))
            {
                secrets.AddRange(await GiveAsync(clerk, node.Address));
            }

            // An abort from outside is handed on to the runtime's own handler first, which may let the first one pass.
            for (var i = 0; i < 3 && !node.HasExited; i++)
            {
                await node.SignalAsync(i < 2 ? signal : "SEGV");
                await node.WaitForExitAsync(TimeSpan.FromSeconds(20));
            }

            Assert.True(node.HasExited, $"the node did not end by SIG{signal}");
            logs.Add(node.Log);
        }

        string[] sought = [.. secrets.Distinct(StringComparer.Ordinal)];
        // Coordinates stand in the database and the stored files by right; in what is written about the work they do not.
        string[] places = [.. sought, .. Coordinates()];
        Assert.All(places, s => Assert.All(logs, log => Assert.DoesNotContain(s, log, StringComparison.Ordinal)));
        foreach (var log in Directory.EnumerateFiles(Path.Combine(home, "logs")))
        {
            var text = await File.ReadAllTextAsync(log);
            Assert.All(places, s => Assert.DoesNotContain(s, text, StringComparison.Ordinal));
        }

        Assert.Empty(Directory.EnumerateFiles(home, "core*", SearchOption.AllDirectories));
        string[] files = [.. Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "first-passwords.txt"), .. Temporary()];
        Assert.Contains(files, f => f.Contains(Path.Combine(home, "logs"), StringComparison.Ordinal) && new FileInfo(f).Length > 0);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.All(sought, s => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(s)) < 0, $"{s} stands in {Path.GetRelativePath(home, file)}"));
        }
    }

    /// <summary>
    /// A draft that is kept, a form that is refused, a search, a login with a wrong password, bodies and addresses that cannot be read, a parcel, a token.
    /// </summary>
    /// <returns>What else must not be found: the session and the token.</returns>
    private async Task<IReadOnlyList<string>> GiveAsync(StaffClient clerk, Uri address)
    {
        var fields = new Dictionary<string, string> { ["contactName"] = Name, ["contactPhone"] = Phone, ["contactId"] = Number };
        using var kept = await clerk.SendAsync(HttpMethod.Put, "drafts/intake", JsonContent.Create(new { body = System.Text.Json.JsonSerializer.Serialize(fields) }));
        Assert.True(kept.IsSuccessStatusCode);
        var form = new { matter = "land-preexamination", parcelFile = new { digest = new string('0', 64), name = Name + ".txt", axis = "asWritten" }, fields, materials = Array.Empty<object>() };
        using var refused = await clerk.SendAsync(HttpMethod.Post, "cases", JsonContent.Create(form));
        Assert.False(refused.IsSuccessStatusCode);
        foreach (var number in (string[])[Phone, Number])
        {
            using var found = await clerk.SendAsync(HttpMethod.Post, "cases/find-person", JsonContent.Create(new { number, page = 1, size = 20 }));
            Assert.True(found.IsSuccessStatusCode);
        }

        foreach (var broken in (string[])["{\"number\":\"" + Phone, "[\"" + Name + "\"]", "{\"number\":{\"a\":\"" + Number + "\"}}"])
        {
            using var unread = await clerk.SendAsync(HttpMethod.Post, "cases/find-person", new StringContent(broken, Encoding.UTF8, "application/json"));
            Assert.False(unread.IsSuccessStatusCode);
        }

        foreach (var path in (string[])["cases?page=" + Phone + "x", "cases?q=" + Uri.EscapeDataString(Name), "map/locate?q=" + Number, "layers/" + Uri.EscapeDataString(Name) + "/revisions", "identify?lon=" + Phone + "&lat=" + Number])
        {
            using var asked = await clerk.GetRawAsync(path);
            Assert.True((int)asked.StatusCode < 500, path);
        }

        using var login = await StaffClient.AttemptAsync(address, "lijg", Mistyped);
        Assert.False(login.IsSuccessStatusCode);
        var digest = await clerk.UploadAsync(demonstration.Home.Parcel(CaseDesk.Clean));
        using var parsed = await clerk.PostRawAsync("parcels/parse", new { digest, name = CaseDesk.Clean, axis = "asWritten" });
        using var reviewed = await clerk.PostRawAsync("reviews", new { matter = "land-preexamination", digest, name = CaseDesk.Clean, axis = "asWritten" });
        Assert.True((int)parsed.StatusCode < 500 && (int)reviewed.StatusCode < 500);
        var token = (await clerk.PostAsync("map-tokens", new { name = "QGIS", days = 1, addresses = Array.Empty<string>() })).GetProperty("secret").GetString()!;
        using var desktop = new HttpClient { BaseAddress = address };
        desktop.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("wangxy:" + token)));
        using var services = await desktop.GetAsync(new Uri("ogc/features/collections", UriKind.Relative));
        return [clerk.Cookie.Split('=', 2)[1], token];
    }

    /// <summary>Of the parcel that was given: both numbers of its first vertices.</summary>
    private string[] Coordinates()
    {
        string[] found = [.. File.ReadLines(demonstration.Home.Parcel(CaseDesk.Clean)).SelectMany(l => l.Split(',')).Where(w => w.Length >= 10 && w.Contains('.', StringComparison.Ordinal) && w.All(c => char.IsAsciiDigit(c) || c == '.')).Take(4)];
        Assert.Equal(4, found.Length);
        return found;
    }

    /// <summary>What programs of this product left in the temporary folder since the test began.</summary>
    private static IEnumerable<string> Temporary()
    {
        var since = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5);
        return Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*").Where(f => File.GetLastWriteTimeUtc(f) >= since);
    }
}
