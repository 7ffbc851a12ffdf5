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
        using var clerk = await demonstration.SignInAsync("wangxy");
        var cookie = clerk.Cookie.Split('=', 2)[1];
        await GiveAsync(clerk);
        await demonstration.Node.StopAsync();

        string[] sought = [Name, Phone, Number, Mistyped, cookie];
        var log = demonstration.Node.Log;
        Assert.All(sought, s => Assert.DoesNotContain(s, log, StringComparison.Ordinal));
        var home = demonstration.Home.Home;
        string[] files = [.. Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories), .. Temporary()];
        Assert.Contains(files, f => f.Contains(Path.Combine(home, "logs"), StringComparison.Ordinal) && new FileInfo(f).Length > 0);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.All(sought, s => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(s)) < 0, $"{s} stands in {Path.GetRelativePath(home, file)}"));
        }
    }

    /// <summary>A draft that is kept, a form that is refused, a search, a login with a wrong password, bodies that cannot be read.</summary>
    private async Task GiveAsync(StaffClient clerk)
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

        using var login = await StaffClient.AttemptAsync(demonstration.Node.Address, "lijg", Mistyped);
        Assert.False(login.IsSuccessStatusCode);
    }

    /// <summary>What programs of this product left in the temporary folder since the test began.</summary>
    private static IEnumerable<string> Temporary()
    {
        var since = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5);
        return Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*").Where(f => File.GetLastWriteTimeUtc(f) >= since);
    }
}
