using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guotu.Operations.Evidence;

/// <summary>What a report folder holds (报告清单): each file with its SM3, under one signature. Format: <c>docs/formats/mlps-report.md</c>.</summary>
public sealed record ReportManifest(
    string Format, string Node, string At, string By, bool Demonstration, int KeyVersion, string PublicKey, IReadOnlyList<ReportFile> Files)
{
    public const string CurrentFormat = "guotu-mlps-report/1";
    public const string FileName = "manifest.json";
    public const string SignatureName = "manifest.sig";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

/// <summary>A file of the report.</summary>
public sealed record ReportFile(string Name, long Bytes, string Sm3);
