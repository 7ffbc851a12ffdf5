using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Guotu.Integration.Tests;

/// <summary>The schemas of the standards, as Debian's python3-mapproxy carries them.</summary>
internal sealed class OgcSchemas
{
    private const string Folder = "/usr/share/python3-mapproxy/test/schemas";

    private readonly XmlSchemaSet _set = new() { XmlResolver = new XmlUrlResolver() };

    private OgcSchemas(IEnumerable<(string Namespace, string File)> files)
    {
        Assert.True(Directory.Exists(Folder), "python3-mapproxy is missing, whose schemas the answers are held against; build.sh test installs it");
        foreach (var (ns, file) in files)
        {
            _set.Add(ns, Path.Combine(Folder, file));
        }

        _set.Compile();
    }

    public static OgcSchemas Wms { get; } = new([("http://www.opengis.net/wms", "wms/1.3.0/capabilities_1_3_0.xsd"), ("http://www.opengis.net/ogc", "wms/1.3.0/exceptions_1_3_0.xsd")]);

    public static OgcSchemas Wmts { get; } = new([("http://www.opengis.net/wmts/1.0", "wmts/1.0/wmtsGetCapabilities_response.xsd")]);

    public static OgcSchemas Ows { get; } = new([("http://www.opengis.net/ows/1.1", "ows/1.1.0/owsAll.xsd")]);

    /// <summary>What is wrong with a document, line by line; empty where nothing is.</summary>
    public string Faults(XDocument document)
    {
        var faults = new List<string>();
        document.Validate(_set, (_, e) => faults.Add(e.Message));
        Assert.NotNull(_set.GlobalElements[new XmlQualifiedName(document.Root!.Name.LocalName, document.Root.Name.NamespaceName)]);
        return string.Join('\n', faults.Distinct());
    }

    /// <summary>An element of another document by itself.</summary>
    public string Faults(XElement part) => Faults(new XDocument(new XElement(part)));
}
