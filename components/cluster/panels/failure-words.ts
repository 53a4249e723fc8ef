/** Why a request stopped, said to a person. */
export const failureWords = {
  en: {
    kinds: {
      unresolved: 'The name was not found',
      refused: 'Connection refused',
      timeout: 'No answer: it timed out',
      unreachable: 'It could not be sent',
    },
    why: {
      closedHere:
        'On your own computer nothing listens on port {port}. The cluster is another machine: ask at its address, or forward a port to yourself.',
      noPort:
        'The Service {service} does not offer port {port}, only {ports}. Ask for its `port`, not for the container’s `targetPort`.',
      noEndpoint:
        'The Service {service} is there, but no ready Pod stands behind it: its selector fits no Pod’s labels, or the Pods it fits are not ready.',
      onlyLocal:
        'The Service {service} sends only to Pods of the same node (traffic policy `Local`), and on {node} there is none.',
      nodeCut: 'The node {node} has lost its network: nothing gets to it and nothing comes from it.',
      nobody:
        'Nobody has the address {address}. A Pod’s address goes with the Pod: a new one has another. That is what Services are for.',
      closedNode:
        'The node {node} is there, but its port {port} leads nowhere: no Service has it as its `nodePort`, and nothing else listens.',
      closedPod:
        'It got as far as the Pod {pod}, but no process there listens on port {port}. Compare the Service’s `targetPort` with the port that the application opens.',
      closedAddress: 'The machine {address} is there, but nothing listens on its port {port}.',
      apiStopped: 'The API server is stopped: nobody can ask the cluster for anything until it runs again.',
      podNotRunning: 'The Pod {pod} has that address, but its containers do not run yet, or no more.',
      insideOnly:
        '{address} is only known within the cluster. From outside the ways in are a NodePort, an Ingress, a LoadBalancer with its tunnel, or a forwarded port.',
      policy: 'The NetworkPolicy {policy} does not let this through to or from {pod}: no rule of it names it.',
      dnsBlocked:
        'The NetworkPolicy {policy} keeps {pod} from asking cluster DNS: an egress rule for port 53 is missing, so no name is found.',
      noNode: 'There is no node {node}.',
      noPod: 'The Pod {pod} does not run, so nothing can be sent from it.',
      dnsSilent: 'Cluster DNS does not answer, so no Pod finds a name. Addresses still work.',
      notAsking:
        'This Pod’s `dnsPolicy` has it ask the node’s name server, which knows no Services: {host} is not found.',
      elsewhere:
        'In this namespace there is no {host}. In another there is: {services}. From here its name is `{name}`.',
      unknown: 'Cluster DNS knows no {host}. Is the Service there, and is its name spelt so?',
      unknownOutside:
        'Outside the cluster nobody knows the name {host}: names of Services are known only to Pods. Use the node’s address and a NodePort, or an Ingress host.',
      alias: 'The Service {service} is only another name for {host}, and that name is not found.',
      noPodNamed: 'The Service {service} has no address of its own, and no ready Pod behind it is called {host}.',
      ingressNoRule: 'It reached the Ingress controller, but there is no rule for it ({rule}). Look at host and path.',
      ingressToTls: 'The Ingress {ingress} has a certificate for this host, so it sends you on to https.',
      ingressNoService: 'The Ingress {ingress} takes it, but the Service it names is not there, or has no such port.',
      ingressNoEndpoint: 'The Ingress {ingress} leads to the Service {service}, but no ready Pod stands behind that.',
      ingressBroken:
        'The Ingress {ingress} passed it on to a Pod of {service}, and got no answer. Compare the Service’s `targetPort` with the port of the application.',
      applicationFault: 'It got there, and the application in {pod} answered {status}: what went wrong is in its log.',
    },
    other: 'The network says:',
  },
  ko: {
    kinds: {
      unresolved: '이름을 찾지 못했어요',
      refused: '연결이 거부되었어요',
      timeout: '답이 없어 시간이 초과되었어요',
      unreachable: '보낼 수 없었어요',
    },
    why: {
      closedHere:
        '내 컴퓨터의 포트 {port}에서는 아무것도 듣고 있지 않아요. 클러스터는 다른 기계예요. 클러스터의 주소로 요청하거나 port-forward를 쓰세요.',
      noPort:
        'Service {service}에는 포트 {port}이(가) 없고 {ports}만 있어요. 컨테이너의 `targetPort`가 아니라 Service의 `port`로 요청해야 해요.',
      noEndpoint:
        'Service {service}는 있지만 그 뒤에 준비된 Pod가 없어요. selector와 맞는 label을 가진 Pod가 없거나, 맞는 Pod가 아직 Ready가 아니에요.',
      onlyLocal: 'Service {service}는 같은 노드의 Pod로만 보내는데(트래픽 정책 `Local`), {node}에는 그런 Pod가 없어요.',
      nodeCut: '노드 {node}의 네트워크가 끊겼어요. 들어가지도 나오지도 못합니다.',
      nobody:
        '{address} 주소를 가진 것이 없어요. Pod의 IP는 Pod와 함께 사라지고, 새 Pod는 다른 IP를 받아요. 그래서 Service가 필요해요.',
      closedNode:
        '노드 {node}까지는 갔지만 포트 {port}은(는) 아무 데로도 이어지지 않아요. 그 포트를 `nodePort`로 쓰는 Service가 없어요.',
      closedPod:
        'Pod {pod}까지는 갔지만 포트 {port}에서 듣는 프로세스가 없어요. Service의 `targetPort`와 애플리케이션이 여는 포트를 비교해 보세요.',
      closedAddress: '{address}까지는 갔지만 포트 {port}에서 듣는 것이 없어요.',
      apiStopped: 'API server가 멈춰 있어요. 다시 실행될 때까지 아무도 클러스터에 요청할 수 없습니다.',
      podNotRunning: 'Pod {pod}의 주소이지만, 컨테이너가 아직 실행되지 않았거나 이미 끝났어요.',
      insideOnly:
        '{address}은(는) 클러스터 안에서만 통하는 주소예요. 밖에서 들어오려면 NodePort, Ingress, LoadBalancer와 tunnel, port-forward 중 하나가 필요해요.',
      policy: 'NetworkPolicy {policy} 때문에 {pod}에 드나들지 못해요. 이 요청을 허용하는 규칙이 없습니다.',
      dnsBlocked:
        'NetworkPolicy {policy} 때문에 {pod}이(가) 클러스터 DNS에 물어보지 못해요. 53번 포트로 나가는 egress 규칙이 없어 이름을 찾을 수 없습니다.',
      noNode: '{node}(이)라는 노드가 없어요.',
      noPod: 'Pod {pod}이(가) 실행 중이 아니라서 거기서는 아무것도 보낼 수 없어요.',
      dnsSilent: '클러스터 DNS가 답하지 않아 어느 Pod도 이름을 찾지 못해요. IP 주소로는 여전히 통해요.',
      notAsking:
        '이 Pod는 `dnsPolicy` 때문에 노드의 네임 서버에 물어보는데, 그 서버는 Service를 몰라요. 그래서 {host}을(를) 찾지 못했어요.',
      elsewhere:
        '이 네임스페이스에는 {host}이(가) 없고 다른 곳에 있어요: {services}. 여기서는 `{name}`(으)로 불러야 해요.',
      unknown: '클러스터 DNS가 {host}을(를) 몰라요. Service가 있는지, 이름의 철자가 맞는지 확인해 보세요.',
      unknownOutside:
        '클러스터 밖에서는 {host}(이)라는 이름을 아무도 몰라요. Service 이름은 Pod만 알아요. 노드의 주소와 NodePort, 또는 Ingress의 host를 쓰세요.',
      alias: 'Service {service}는 {host}의 다른 이름일 뿐인데, 그 이름을 찾을 수 없어요.',
      noPodNamed: 'Service {service}에는 자기 IP가 없고, 그 뒤의 준비된 Pod 가운데 {host}(이)라는 이름도 없어요.',
      ingressNoRule: 'Ingress 컨트롤러까지는 갔지만 맞는 규칙이 없어요({rule}). host와 path를 확인해 보세요.',
      ingressToTls: 'Ingress {ingress}에 이 host의 인증서가 있어서 https로 다시 보내요.',
      ingressNoService: 'Ingress {ingress}의 규칙에는 맞지만, 거기 적힌 Service가 없거나 그런 포트가 없어요.',
      ingressNoEndpoint: 'Ingress {ingress}가 Service {service}로 보냈지만, 그 뒤에 준비된 Pod가 없어요.',
      ingressBroken:
        'Ingress {ingress}가 {service}의 Pod로 넘겼지만 답을 받지 못했어요. Service의 `targetPort`와 애플리케이션의 포트를 비교해 보세요.',
      applicationFault:
        '요청은 도착했고, {pod}의 애플리케이션이 {status}로 답했어요. 무엇이 잘못됐는지는 로그에 있어요.',
    },
    other: '네트워크가 알려 준 이유:',
  },
};
