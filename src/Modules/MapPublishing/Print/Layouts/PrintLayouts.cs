using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Print.Layouts;

/// <summary>
/// Layouts on offer (版式库): those of the program, and the county's own files in <c>print-layouts</c> of the node home, read anew each time so that
/// a change needs no restart. A file with a fault is offered to nobody and says what is wrong with it.
/// </summary>
internal sealed class PrintLayouts(NodeSettings node)
{
    public const string Folder = "print-layouts";
    private const int MostFiles = 50;
    private const int LargestFile = 64 << 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>In order of codes, built-in ones first; and the files that cannot be used.</summary>
    public (IReadOnlyList<PrintLayout> Sound, IReadOnlyList<LayoutFault> Faults) Read()
    {
        var (sound, faults) = (new Dictionary<string, PrintLayout>(StringComparer.Ordinal), new List<LayoutFault>());
        foreach (var layout in BuiltIn())
        {
            sound[layout.Code] = layout;
        }

        foreach (var file in CountyFiles())
        {
            var read = ReadFile(file);
            if (read.Fault is { } fault)
            {
                faults.Add(new LayoutFault(Path.GetFileName(file), fault));
            }
            else
            {
                sound[read.Layout!.Code] = read.Layout;
            }
        }

        return ([.. sound.Values], faults);
    }

    /// <summary>The layout of a code.</summary>
    public Result<PrintLayout> Find(string code)
    {
        var (sound, faults) = Read();
        if (sound.FirstOrDefault(l => l.Code == code) is { } found)
        {
            return found;
        }

        return faults.FirstOrDefault(f => Path.GetFileNameWithoutExtension(f.File) == code) is { } fault
            ? new Error(PublishingErrors.LayoutUnusable, ("file", fault.File), ("reason", fault.Reason))
            : new Error(PublishingErrors.LayoutUnknown, ("layout", code));
    }

    internal static (PrintLayout? Layout, string? Fault) Parse(string text)
    {
        try
        {
            var layout = JsonSerializer.Deserialize<PrintLayout>(text, Json);
            return layout is null ? (null, "文件是空的") : LayoutMustFit.Breach(layout) is { } breach ? (null, breach) : (layout, null);
        }
        catch (JsonException fault)
        {
            return (null, $"第 {(fault.LineNumber ?? 0) + 1} 行不是本格式的 JSON,或缺少、多出了字段({fault.Path ?? "$"})");
        }
    }

    private static List<PrintLayout> BuiltIn()
    {
        var assembly = typeof(PrintLayouts).Assembly;
        var layouts = new List<PrintLayout>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("print-layouts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var (layout, fault) = Parse(reader.ReadToEnd());
            layouts.Add(layout ?? throw new InvalidOperationException($"{name}: {fault}"));
        }

        return layouts;
    }

    private IEnumerable<string> CountyFiles()
    {
        var folder = Path.Combine(node.Home, Folder);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Take(MostFiles) : [];
    }

    private static (PrintLayout? Layout, string? Fault) ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length > LargestFile ? (null, $"文件大于 {LargestFile >> 10} KiB") : Parse(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, "文件读不出来");
        }
    }
}

/// <summary>A file of the county that cannot be used.</summary>
internal sealed record LayoutFault(string File, string Reason);
