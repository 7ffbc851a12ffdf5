<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <se:Name>DLTB</se:Name>
    <UserStyle>
      <se:Name>default</se:Name>
      <se:Description><se:Title>三调地类配色</se:Title></se:Description>
      <IsDefault>1</IsDefault>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>0101</se:Name><se:Description><se:Title>水田</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0101</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#F8D072</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0103</se:Name><se:Description><se:Title>旱地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0103</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#FFFBB1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0201</se:Name><se:Description><se:Title>果园</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0201</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#D6A7C9</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0202</se:Name><se:Description><se:Title>茶园</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0202</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#D5A7B0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0204</se:Name><se:Description><se:Title>其他园地</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0204</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E7CCE2</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0301</se:Name><se:Description><se:Title>乔木林地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0301</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#31AD69</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0305</se:Name><se:Description><se:Title>灌木林地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0305</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#64B968</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0307</se:Name><se:Description><se:Title>其他林地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0307</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#97CFB2</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0401</se:Name><se:Description><se:Title>天然牧草地</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0401</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#83C238</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0404</se:Name><se:Description><se:Title>其他草地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0404</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#C8E3A0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>05H1</se:Name><se:Description><se:Title>商业服务业设施用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>05H1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E2A195</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0601</se:Name><se:Description><se:Title>工业用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0601</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#C59A8C</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0701</se:Name><se:Description><se:Title>城镇住宅用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0701</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E56766</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0702</se:Name><se:Description><se:Title>农村宅基地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0702</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#EC898A</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>08H1</se:Name><se:Description><se:Title>机关团体新闻出版用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>08H1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#F1A5B4</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0810</se:Name><se:Description><se:Title>公园与绿地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0810</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#81C35D</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>09</se:Name><se:Description><se:Title>特殊用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>09</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#C17261</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1001</se:Name><se:Description><se:Title>铁路用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1001</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#D1C9D3</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1003</se:Name><se:Description><se:Title>公路用地</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1003</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#D2D8C9</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1004</se:Name><se:Description><se:Title>城镇村道路用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1004</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#DEDEDD</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1006</se:Name><se:Description><se:Title>农村道路</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1006</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#C2C1C1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1101</se:Name><se:Description><se:Title>河流水面</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1101</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#A3D6F5</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1104</se:Name><se:Description><se:Title>坑塘水面</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1104</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#90AACF</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1107</se:Name><se:Description><se:Title>沟渠</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1107</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#A0CDF0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1109</se:Name><se:Description><se:Title>水工建筑用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1109</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E68264</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1201</se:Name><se:Description><se:Title>空闲地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1201</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E1DCE1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1202</se:Name><se:Description><se:Title>设施农用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1202</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#DCB482</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1205</se:Name><se:Description><se:Title>沙地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1205</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#C8BEAA</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1206</se:Name><se:Description><se:Title>裸土地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1206</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#D7C8B9</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>else</se:Name><se:Description><se:Title>其他地类</se:Title></se:Description>
          <se:ElseFilter/>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E1DCE1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>label</se:Name><se:Description><se:Title>地类编码注记</se:Title></se:Description>
          <se:MaxScaleDenominator>10001</se:MaxScaleDenominator>
          <se:TextSymbolizer><se:Label><ogc:PropertyName>DLBM</ogc:PropertyName></se:Label><se:Font><se:SvgParameter name="font-size">11</se:SvgParameter></se:Font><se:Halo><se:Radius>1.6</se:Radius><se:Fill><se:SvgParameter name="fill">#FFFFFF</se:SvgParameter></se:Fill></se:Halo><se:Fill><se:SvgParameter name="fill">#2B3440</se:SvgParameter></se:Fill></se:TextSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
    <UserStyle>
      <se:Name>aid</se:Name>
      <se:Description><se:Title>色觉辅助</se:Title></se:Description>
      <IsDefault>0</IsDefault>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>0101</se:Name><se:Description><se:Title>水田</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0101</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#F8D072</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0103</se:Name><se:Description><se:Title>旱地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0103</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://dot</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">1.6</se:SvgParameter></se:Stroke></se:Mark><se:Size>18</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#FFFBB1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0201</se:Name><se:Description><se:Title>果园</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0201</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://times</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#D6A7C9</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0202</se:Name><se:Description><se:Title>茶园</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0202</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://times</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>11</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#D5A7B0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0204</se:Name><se:Description><se:Title>其他园地</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0204</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://times</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>17</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#E7CCE2</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0301</se:Name><se:Description><se:Title>乔木林地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0301</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://dot</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">2.2</se:SvgParameter></se:Stroke></se:Mark><se:Size>5</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#31AD69</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0305</se:Name><se:Description><se:Title>灌木林地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0305</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://dot</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">2.2</se:SvgParameter></se:Stroke></se:Mark><se:Size>8</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#64B968</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0307</se:Name><se:Description><se:Title>其他林地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0307</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://dot</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">2.2</se:SvgParameter></se:Stroke></se:Mark><se:Size>12</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#97CFB2</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0401</se:Name><se:Description><se:Title>天然牧草地</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0401</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://plus</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#83C238</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0404</se:Name><se:Description><se:Title>其他草地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0404</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://plus</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>11</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#C8E3A0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>05H1</se:Name><se:Description><se:Title>商业服务业设施用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>05H1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#E2A195</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0601</se:Name><se:Description><se:Title>工业用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0601</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>9</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#C59A8C</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0701</se:Name><se:Description><se:Title>城镇住宅用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0701</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#E56766</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0702</se:Name><se:Description><se:Title>农村宅基地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0702</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>13</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#EC898A</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>08H1</se:Name><se:Description><se:Title>机关团体新闻出版用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>08H1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#F1A5B4</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>0810</se:Name><se:Description><se:Title>公园与绿地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>0810</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#81C35D</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>09</se:Name><se:Description><se:Title>特殊用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>09</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>9</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#C17261</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1001</se:Name><se:Description><se:Title>铁路用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1001</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#D1C9D3</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1003</se:Name><se:Description><se:Title>公路用地</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1003</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>9</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#D2D8C9</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1004</se:Name><se:Description><se:Title>城镇村道路用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1004</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>13</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#DEDEDD</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1006</se:Name><se:Description><se:Title>农村道路</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1006</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>9</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#C2C1C1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1101</se:Name><se:Description><se:Title>河流水面</se:Title><se:Abstract>待核实</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1101</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://backslash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#A3D6F5</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1104</se:Name><se:Description><se:Title>坑塘水面</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1104</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://backslash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>11</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#90AACF</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1107</se:Name><se:Description><se:Title>沟渠</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1107</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://backslash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>17</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#A0CDF0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1109</se:Name><se:Description><se:Title>水工建筑用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1109</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://backslash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#E68264</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1201</se:Name><se:Description><se:Title>空闲地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1201</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://plus</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>6</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#E1DCE1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1202</se:Name><se:Description><se:Title>设施农用地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1202</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://plus</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>11</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#DCB482</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1205</se:Name><se:Description><se:Title>沙地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1205</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://plus</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>17</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#C8BEAA</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>1206</se:Name><se:Description><se:Title>裸土地</se:Title><se:Abstract>两源一致</se:Abstract></se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>DLBM</ogc:PropertyName><ogc:Literal>1206</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://plus</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#3F4650</se:SvgParameter><se:SvgParameter name="stroke-width">0.8</se:SvgParameter></se:Stroke></se:Mark><se:Size>24</se:Size></se:Graphic></se:GraphicFill><se:SvgParameter name="fill">#D7C8B9</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>else</se:Name><se:Description><se:Title>其他地类</se:Title></se:Description>
          <se:ElseFilter/>
          <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#E1DCE1</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#7C8896</se:SvgParameter><se:SvgParameter name="stroke-width">0.4</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>label</se:Name><se:Description><se:Title>地类编码注记</se:Title></se:Description>
          <se:MaxScaleDenominator>10001</se:MaxScaleDenominator>
          <se:TextSymbolizer><se:Label><ogc:PropertyName>DLBM</ogc:PropertyName></se:Label><se:Font><se:SvgParameter name="font-size">11</se:SvgParameter></se:Font><se:Halo><se:Radius>1.6</se:Radius><se:Fill><se:SvgParameter name="fill">#FFFFFF</se:SvgParameter></se:Fill></se:Halo><se:Fill><se:SvgParameter name="fill">#2B3440</se:SvgParameter></se:Fill></se:TextSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
