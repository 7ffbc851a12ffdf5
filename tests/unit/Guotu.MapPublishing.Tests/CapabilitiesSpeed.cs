using System.Diagnostics;
using System.Globalization;
using System.Xml;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Wfs;
using Guotu.OneMap.Contracts;
using Guotu.Testing;

namespace Guotu.MapPublishing.Tests;

/// <summary>How long the list of 200 layers takes for somebody who holds 20 roles; measured and said, judged by nobody.</summary>
public sealed class CapabilitiesSpeed
{
    private const int Layers = 200;
    private const int Roles = 20;

    [Fact]
    public void Capabilities_of_200_layers_under_4000_grants()
    {
        Soak.Only();
        var layers = Enumerable.Range(0, Layers).Select(Layer).ToList();
        var grants = (from role in Enumerable.Range(0, Roles) from layer in layers select Grant(role, layer)).ToList();
        var held = RolesHeld.Of(Enumerable.Range(0, Roles).Select(Role));
        var (cold, warm, listed) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        var policy = new LayerPolicy(new PolicyRow(), grants, Patches.Projection);
        for (var i = 0; i < 2; i++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var seen = layers.Where(l => policy.Judge(held, new LayerAsked(l.Code, SecurityLabel.Lowest, l.Fields), null).Sight is not null)
                .Select(l => new LayerListed(l, new GridEnvelope(Patches.West, Patches.South, Patches.West + Patches.Side, Patches.South + Patches.Side))).ToList();
            using var stream = new MemoryStream();
            using (var xml = XmlWriter.Create(stream, WfsXml.Settings))
            {
                new WfsCapabilities(xml, "http://127.0.0.1/ogc/wfs", CountySettings.Xixiang, Patches.Projection.Zone).Write(seen);
            }

            listed = seen.Count;
            var taken = Process.GetCurrentProcess().TotalProcessorTime - before;
            (cold, warm) = i == 0 ? (taken, TimeSpan.Zero) : (cold, taken);
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture, $"GetCapabilities, 200 layers, 4000 grants: {cold.TotalMilliseconds:0.0} ms of processor first, {warm.TotalMilliseconds:0.0} ms again"));
        Assert.Equal(Layers, listed);
    }

    private static string Role(int number) => "role" + number.ToString(CultureInfo.InvariantCulture);

    private static GrantRow Grant(int role, LayerDefinition layer) => new()
    {
        GrantId = (role * Layers) + int.Parse(layer.Code[1..], CultureInfo.InvariantCulture) + 1,
        RoleCode = Role(role),
        LayerCode = layer.Code,
        RowFilter = string.Create(CultureInfo.InvariantCulture, $"DLBM IN ('{role:0000}','0101') AND TBMJ > {role}"),
        DeniedFields = "GXSJ",
    };

    private static LayerDefinition Layer(int number) => new()
    {
        Code = "L" + number.ToString(CultureInfo.InvariantCulture),
        Name = "图层",
        Category = ["现状数据", "试验"],
        Geometry = "polygon",
        Fields = Patches.Fields,
        LabelField = "DLBM",
        KeyFields = ["DLBM"],
        Style = new LayerStyle { Stroke = "#000000", Source = "试验" },
    };
}
