using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Crypto.Hardware;
using Guotu.Database.Drivers;
using Microsoft.Data.Sqlite;

namespace Guotu.Hosting.Nodes;

/// <summary>
/// A node's configuration (节点配置), <c>node.json</c> in its home folder. One home is one county. Secrets are not in it:
/// the root key is a 0600 file outside the home, a database password comes from the environment or a credential file.
/// </summary>
public sealed record NodeSettings
{
    public const string FileName = "node.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Absolute path of the home folder; not written to the file.</summary>
    [JsonIgnore]
    public string Home { get; init; } = string.Empty;

    public required CountySettings County { get; init; }

    public required DatabaseOptions Database { get; init; }

    /// <summary>Absolute path of the root key file, outside the home.</summary>
    public required string RootKeyFile { get; init; }

    /// <summary>
    /// Name of the systemd credential that holds the root key (LoadCredential=NAME:…); empty where it is read from <see cref="RootKeyFile"/>.
    /// </summary>
    public string RootKeyCredential { get; init; } = string.Empty;

    /// <summary>The device that opens the root key; null where none does.</summary>
    public SdfRootSettings? RootKeyDevice { get; init; }

    /// <summary>The device that signs for the node with keys inside it; null where none does.</summary>
    public SdfSigningSettings? SigningDevice { get; init; }

    /// <summary>A node of invented data: every page, paper and export says 演示数据.</summary>
    public bool Demonstration { get; init; }

    public int IdleMinutes { get; init; } = 15;

    /// <summary>Days that audit records stay in the database at least; below 184 (six months) 184 holds.</summary>
    public int AuditRetentionDays { get; init; } = 400;

    /// <summary>Log server that audit checkpoints are sent to, <c>tls://host:port</c>, <c>tcp://…</c> or <c>udp://…</c>; empty for none.</summary>
    public string AuditCollector { get; init; } = string.Empty;

    /// <summary>PEM file of the authority of that server's certificate; empty for the authorities that the system trusts.</summary>
    public string AuditCollectorAuthority { get; init; } = string.Empty;

    /// <summary>Folder that the site's own backup tool writes into; the assessment looks at the age of what lies there. Empty where none is told.</summary>
    public string BackupFolder { get; init; } = string.Empty;

    /// <summary>Hosts that the node may call for logins over the city's provider, <c>host</c> or <c>host:port</c>; it calls no other.</summary>
    public IReadOnlyList<string> UpstreamHosts { get; init; } = [];

    /// <summary>
    /// Whether the security administrator may let the city's login stand for this platform's second factor: the system administrator allows it here, so
    /// that it takes two.
    /// </summary>
    public bool UpstreamCountsSecond { get; init; }

    /// <summary>PEM file of the authority of those hosts' certificates; empty for the authorities that the system trusts.</summary>
    public string UpstreamAuthority { get; init; } = string.Empty;

    /// <summary>Hosts of registered systems that the node may tell of ended sessions, <c>host</c> or <c>host:port</c>; it calls no other.</summary>
    public IReadOnlyList<string> LogoutNoticeHosts { get; init; } = [];

    /// <summary>PEM file of the authority of those hosts' certificates; empty for the authorities that the system trusts.</summary>
    public string LogoutNoticeAuthority { get; init; } = string.Empty;

    /// <summary>Login by certificate; null where this node has none.</summary>
    public CertificateLoginSettings? CertificateLogin { get; init; }

    public int UploadLimitMiB { get; init; } = 50;

    /// <summary>Address of the public verification page as printed in QR codes, without the code; empty where the county has none yet.</summary>
    public string VerificationAddress { get; init; } = string.Empty;

    [JsonIgnore]
    public string FilesFolder => Path.Combine(Home, "files");

    [JsonIgnore]
    public string SnapshotFolder => Path.Combine(Home, "snapshots");

    [JsonIgnore]
    public string JournalFolder => Path.Combine(Home, "journal");

    /// <summary>Append-only file of signed audit checkpoints beside the database.</summary>
    [JsonIgnore]
    public string CheckpointFile => Path.Combine(Home, "audit-checkpoints.jsonl");

    /// <summary>The tables that were ever under a tally, beside the database.</summary>
    [JsonIgnore]
    public string ProtectedTablesFile => Path.Combine(Home, "protected-tables.jsonl");

    /// <summary>Archived parts of the audit trail; the platform never deletes there.</summary>
    [JsonIgnore]
    public string AuditArchiveFolder => Path.Combine(Home, "audit-archive");

    /// <summary>First passwords, mode 0600, named on the console and nowhere else.</summary>
    [JsonIgnore]
    public string FirstPasswordFile => Path.Combine(Home, "first-passwords.txt");

    public static NodeSettings Load(string home)
    {
        var path = Path.Combine(home, FileName);
        using var stream = File.OpenRead(path);
        var settings = JsonSerializer.Deserialize<NodeSettings>(stream, Json) ?? throw new InvalidDataException($"{path} is empty");
        if (settings.CertificateLogin?.Fault() is { } fault)
        {
            throw new InvalidDataException(fault);
        }

        return settings with { Home = Path.GetFullPath(home), Database = Existing(ResolveMarks(settings.Database, Path.GetFullPath(home))) };
    }

    public void Save()
    {
        Directory.CreateDirectory(Home);
        File.WriteAllText(Path.Combine(Home, FileName), JsonSerializer.Serialize(this, Json) + "\n");
    }

    /// <summary>A node has its database: where the embedded one's file is gone, opening fails, and no empty file takes its place.</summary>
    private static DatabaseOptions Existing(DatabaseOptions options) => options.Provider == "sqlite"
        ? options with { ConnectionString = new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadWrite }.ConnectionString }
        : options;

    /// <summary>Configuration may say <c>{home}</c> for the home folder and <c>{env:NAME}</c> for a secret of the environment.</summary>
    public static DatabaseOptions ResolveMarks(DatabaseOptions options, string home)
    {
        ArgumentNullException.ThrowIfNull(options);
        var text = options.ConnectionString.Replace("{home}", home, StringComparison.Ordinal);
        for (int start; (start = text.IndexOf("{env:", StringComparison.Ordinal)) >= 0;)
        {
            var end = text.IndexOf('}', start);
            var name = text[(start + 5)..end];
            var value = Environment.GetEnvironmentVariable(name) ?? throw new InvalidDataException($"The environment has no {name} for the database connection");
            text = text[..start] + value + text[(end + 1)..];
        }

        return options with { ConnectionString = text };
    }
}

/// <summary>The county a node serves (县域配置): configuration, never code.</summary>
/// <param name="Code">Six-digit division code.</param>
/// <param name="Name">Name of the county.</param>
/// <param name="Bureau">Name of the bureau as on papers.</param>
/// <param name="BureauShort">Short name on the top bar.</param>
/// <param name="PaperPrefix">机关代字 of local papers.</param>
/// <param name="Zone">3-degree Gauss-Krüger zone of the work's plane coordinates.</param>
/// <param name="CentralMeridian">Its central meridian in degrees.</param>
/// <param name="Extent4490">Minimum longitude, minimum latitude, maximum longitude, maximum latitude in degrees.</param>
public sealed record CountySettings(
    string Code, string Name, string Bureau, string BureauShort, string PaperPrefix, int Zone, int CentralMeridian, IReadOnlyList<double> Extent4490)
{
    /// <summary>EPSG code of the zone with prefix: 4488 + zone.</summary>
    [JsonIgnore]
    public int Epsg => 4488 + Zone;

    /// <summary>Letters before the county code in project codes (项目码).</summary>
    public string ProjectPrefix { get; init; } = "XX";

    /// <summary>
    /// Level of data that is imported without a word on its label (入库缺省级别), by number, code or name: the county's lawful minimum. Never what is
    /// public unless the county says so.
    /// </summary>
    public string ImportLevel { get; init; } = "internal";

    /// <summary>Categories of such data, by their codes.</summary>
    public IReadOnlyList<string> ImportCategories { get; init; } = [];

    /// <summary>12-digit region code of the county itself.</summary>
    [JsonIgnore]
    public string RegionCode => Code + "000000";

    /// <summary>西乡县, the first site.</summary>
    public static CountySettings Xixiang { get; } = new(
        "610724", "西乡县", "西乡县自然资源局", "西乡自然资源", "西自然资", 36, 108, [107.25, 32.55, 108.25, 33.25]);
}
