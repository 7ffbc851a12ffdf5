using System.Text.Json.Nodes;
using Guotu.Database.Drivers;
using Guotu.Hosting.Nodes;

namespace Guotu.Cli.Tests.Nodes;

/// <summary>The configuration of a node holds what the administrator chose (节点配置).</summary>
public sealed class NodeSettingsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("guotu-settings").FullName;

    private string File => Path.Combine(_home, NodeSettings.FileName);

    [Fact]
    public void Folders_that_follow_from_the_home_are_not_written_and_follow_it_when_it_moves()
    {
        Chosen().Save();
        var written = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject().Select(m => m.Key).ToList();

        Assert.DoesNotContain(written, k => (k.EndsWith("Folder", StringComparison.Ordinal) && k != "backupFolder") || k is "home" or "checkpointFile" or "firstPasswordFile");
        Assert.Contains("rootKeyFile", written);
        Assert.Equal(Path.Combine(_home, "files"), NodeSettings.Load(_home).FilesFolder);
    }

    [Fact]
    public void A_file_of_an_earlier_version_with_its_derived_folders_is_still_read_and_they_are_derived_anew()
    {
        Chosen().Save();
        var old = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        foreach (var derived in (string[])["filesFolder", "snapshotFolder", "journalFolder", "checkpointFile", "firstPasswordFile"])
        {
            old[derived] = "/elsewhere/" + derived;
        }

        System.IO.File.WriteAllText(File, old.ToJsonString());
        var settings = NodeSettings.Load(_home);

        Assert.Equal(Path.Combine(_home, "files"), settings.FilesFolder);
        Assert.Equal(Path.Combine(_home, "audit-checkpoints.jsonl"), settings.CheckpointFile);
    }

    [Fact]
    public void A_word_that_the_configuration_does_not_know_is_refused()
    {
        Chosen().Save();
        var wrong = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        wrong["idleMinute"] = 5;
        System.IO.File.WriteAllText(File, wrong.ToJsonString());

        Assert.Throws<System.Text.Json.JsonException>(() => NodeSettings.Load(_home));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private NodeSettings Chosen() => new()
    {
        Home = _home,
        County = CountySettings.Xixiang,
        Database = new DatabaseOptions { Provider = "sqlite", ConnectionString = "Data Source={home}/guotu.db" },
        RootKeyFile = "/var/lib/guotu-keys/root.key",
    };
}
