using System.Reflection;
using System.Text;
using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Kernel.Results;

namespace Guotu.Approval.ListMatters;

/// <summary>The matters of this node (事项库): shipped ones, each replaced by the file of the same name in <c>HOME/matters</c> where there is one.</summary>
public sealed class MatterCatalogue
{
    private const string Prefix = "matters/";
    private readonly Dictionary<string, Matter> _byCode;

    public MatterCatalogue(string folder)
    {
        var texts = Shipped();
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.yaml"))
            {
                texts[Path.GetFileName(path)] = File.ReadAllText(path, Encoding.UTF8);
            }
        }

        _byCode = texts.Values.Select(MatterReader.Read).ToDictionary(m => m.Code, StringComparer.Ordinal);
        IndexedFields = _byCode.Values.SelectMany(m => m.Fields)
            .Where(f => f.Index is not null)
            .GroupBy(f => f.Key, f => f.Index!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Distinct().Count() == 1 ? g.First() : throw new InvalidDataException($"Field {g.Key} is indexed in two ways"), StringComparer.Ordinal);
    }

    /// <summary>Kind of blind index by field key; one key has one kind in all matters.</summary>
    public IReadOnlyDictionary<string, string> IndexedFields { get; }

    public IEnumerable<Matter> All => _byCode.Values.OrderBy(m => m.Code, StringComparer.Ordinal);

    public Result<Matter> Find(string code) =>
        _byCode.TryGetValue(code, out var matter) ? matter : new Error(ApprovalErrors.MatterUnknown, ("matter", code)) { Field = "matter" };

    /// <summary>For a stored case: its matter is there, or the node is not in order and this throws.</summary>
    public Matter Of(string code) =>
        _byCode.TryGetValue(code, out var matter) ? matter : throw new InvalidDataException($"The matter {code} of a stored case has no file");

    private static Dictionary<string, string> Shipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            texts[name[Prefix.Length..]] = reader.ReadToEnd();
        }

        return texts;
    }
}
