using System.Reflection;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Tests;

public sealed class GeoErrorsTests
{
    [Fact]
    public void Every_code_is_in_the_catalogue_and_every_entry_has_its_code()
    {
        var codes = typeof(GeoErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => ((ErrorCode)f.GetValue(null)!).Value).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal(codes.Order(StringComparer.Ordinal), ErrorRegistry.Shared.Entries.Where(e => e.Code.StartsWith("GEO-", StringComparison.Ordinal)).Select(e => e.Code));
    }
}
