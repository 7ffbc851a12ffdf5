using System.Collections.Frozen;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Catalogue;

/// <summary>The table of land classes in memory.</summary>
public sealed class LandClasses : ILandClasses
{
    private readonly FrozenDictionary<string, LandClass> _byCode;

    public LandClasses()
    {
        All = CatalogueFiles.LandClasses();
        _byCode = All.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<LandClass> All { get; }

    public LandClass? Find(string code) => _byCode.GetValueOrDefault(code);
}
