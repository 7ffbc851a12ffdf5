using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Guotu.Testing.Ogc;

/// <summary>Holds GML against an application schema and against what GML 3.2.1 and WFS 2.0 say of simple features; fetches nothing.</summary>
public sealed class GmlSchemas
{
    private readonly XmlSchemaSet _set = new() { XmlResolver = null };

    /// <summary>Takes an application schema; one that is no valid schema fails the test.</summary>
    public GmlSchemas(Stream applicationSchema)
    {
        Add("gml-simple-features.xsd");
        Add("wfs-features.xsd");
        Own = Add(applicationSchema);
        _set.Compile();
    }

    public string Own { get; }

    /// <summary>What is wrong with a document, line by line; empty where nothing is.</summary>
    public string Faults(XDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new List<string>();
        Xunit.Assert.True(_set.GlobalElements.Contains(new XmlQualifiedName(document.Root!.Name.LocalName, document.Root.Name.NamespaceName)), $"{document.Root.Name} is declared nowhere");
        document.Validate(_set, (_, e) => faults.Add(e.Message));
        return string.Join('\n', faults.Distinct());
    }

    private void Add(string name)
    {
        using var stream = typeof(GmlSchemas).Assembly.GetManifestResourceStream(name)!;
        Add(stream);
    }

    private string Add(Stream stream)
    {
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var schema = XmlSchema.Read(xml, (_, e) => throw e.Exception)!;
        _set.Add(schema);
        return schema.TargetNamespace!;
    }
}
